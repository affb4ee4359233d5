"""What can be a password: long enough, and not one that everybody tries first."""

import unicodedata
from collections.abc import Iterator

import regex

from shrutik_core.people.common_passwords import COMMON_PASSWORDS
from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(
    Invalid,
    "password_invalid",
    "This cannot be a password.",
    {"least": "Characters that a password has.", "most": "Characters that a password may have."},
)

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 256
LONGEST_UNIT = 4
"""A password that repeats so few characters over and over is as short as they are."""

_GUESSED = "Everybody tries this password first; three or four words of your own choice are better."
_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
)
_RUNS = tuple(run for row in _ROWS for run in (row, row[::-1]))
# Letters as they are written with figures and signs.
_UNMASKED = str.maketrans("01345789@$!|+", "oieastbgasilt")
_EDGES = regex.compile(r"^[\p{N}\p{P}\p{S}\s]+|[\p{N}\p{P}\p{S}\s]+$")


def check_password(password: str, *own: str | None) -> str:
    """The password, if it is long enough and others would not guess it first.

    Args:
        password: as typed; it is not trimmed.
        own: the person's name and address, which cannot be the password.

    Raises:
        Invalid: ``password_invalid`` if it has fewer than 8 or more than 256 characters, holds blanks alone, is one of
            the commonest or close to one, or is the person's own name or address.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise _invalid(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    folded = _folded(password)
    if not regex.search(r"[^\p{Z}\p{C}]", folded):
        raise _invalid("A password needs characters that can be seen.", "unseen")
    if _is_common(folded) or _repeats(password):
        raise _invalid(_GUESSED, "guessable")
    if any(_is_own(folded, one) for one in own if one):
        raise _invalid("A password cannot be your own name or address.", "guessable")
    return password


def _is_common(folded: str) -> bool:
    """Whether it is on the list, or is one of them with figures around it or for letters, or a run of keys."""
    listed = any(
        one in COMMON_PASSWORDS
        for stem in _stems(folded)
        for one in (stem, stem.translate(_UNMASKED), _EDGES.sub("", stem.translate(_UNMASKED)))
    )
    return listed or _repeats(folded) or _is_run(folded)


def _stems(text: str) -> Iterator[str]:
    """The text, and what is left without more and more of the figures and signs at either end, and at both."""
    plain = _EDGES.sub("", text)
    start = text.find(plain)
    yield plain
    yield from (text[place:] for place in range(start + 1))
    yield from (text[:place] for place in range(start + len(plain), len(text) + 1))


def _repeats(text: str) -> bool:
    return any(text == (text[:unit] * len(text))[: len(text)] for unit in range(1, LONGEST_UNIT + 1))


def _is_run(text: str) -> bool:
    """Whether it lies in a row of keys, figures or letters, in one of two directions."""
    return any(text in run for run in _RUNS)


def _is_own(folded: str, own: str) -> bool:
    mine = _folded(own)
    names = {mine, mine.rpartition("@")[0], "".join(mine.split())}
    stem = _EDGES.sub("", folded)
    return any(name and name in {folded, stem, "".join(folded.split())} for name in names)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _invalid(detail: str, code: str = "invalid") -> Invalid:
    lengths = {"least": SHORTEST_PASSWORD, "most": LONGEST_PASSWORD}
    return Invalid("password_invalid", detail, errors=[FieldError("password", detail, code)], extra=lengths)
