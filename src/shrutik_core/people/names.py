"""Names of people in one normal form, without what cannot be seen or is read as something else."""

import unicodedata

import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.plain import check_plain

declare(Invalid, "name_invalid", "This cannot be a name.", {"most": "Characters that a name may have."})

LONGEST_NAME = 120
_SPACES = regex.compile(r"\p{Zs}+")
# Joiners shape letters of Indic and Arabic scripts, and do nothing elsewhere.
_JOINED = regex.compile(
    r"(?V1)(?<=[[\p{L}\p{M}]--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Han}\p{Hangul}]])[\u200c\u200d](?=[\p{L}\p{M}])"
)
_REFUSED = regex.compile(r"(?V1)[<>\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}[\p{Default_Ignorable_Code_Point}--\p{M}]]")
_SEEN = regex.compile(r"[\p{L}\p{N}\p{S}\p{P}]")


def check_name(name: str) -> str:
    """The name in canonical composition (NFC), trimmed, with single spaces, if a person could have it.

    Raises:
        Invalid: ``name_invalid`` if it is empty or too long, or holds ``<`` or ``>``, or characters that control,
            format or cannot be seen, but for the joiners U+200C and U+200D between letters of scripts that need them;
            ``text_invalid`` if it cannot be stored.
    """
    trimmed = _SPACES.sub(" ", unicodedata.normalize("NFC", name.strip())).strip()
    plain = _JOINED.sub("", trimmed)
    if not 0 < len(trimmed) <= LONGEST_NAME:
        raise _invalid("length")
    if _REFUSED.search(plain):
        raise _invalid("characters")
    check_plain(trimmed, "name")
    if not _SEEN.search(plain):
        raise _invalid("characters")
    return trimmed


def _invalid(code: str) -> Invalid:
    detail = f"A name has 1 to {LONGEST_NAME} characters on one line, without '<', '>' and invisible characters."
    return Invalid("name_invalid", detail, errors=[FieldError("name", detail, code)], extra={"most": LONGEST_NAME})
