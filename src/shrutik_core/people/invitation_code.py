"""The code of an invitation: typed by hand, forgiving of what hands and eyes mix up, kept as a hash alone."""

import hashlib
import unicodedata
from collections.abc import Sequence

import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "invitation_code_invalid", "This cannot be the code of an invitation.")

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""
GROUPS, GROUP_LENGTH = 4, 5
CODE_LENGTH = GROUPS * GROUP_LENGTH
"""Characters, of 5 bits each: 100 bits, of which the prefix, which is kept in plain, gives away 25."""
PREFIX_LENGTH = GROUP_LENGTH
LONGEST_TYPED = 200
_PASSED_OVER = regex.compile(r"[\s\p{Pd}\p{Cf}_.,]+")
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_of(draws: Sequence[float]) -> str:
    """A new code in groups, e.g. ``7KQ2M-9XF4T-0BWHD-E3RZA``.

    Args:
        draws: `CODE_LENGTH` numbers, independent and uniform in [0, 1).

    Raises:
        ValueError: if they are not that many.
    """
    if len(draws) != CODE_LENGTH:
        raise ValueError(f"A code is made of {CODE_LENGTH} draws, not {len(draws)}.")
    plain = "".join(ALPHABET[int(draw * len(ALPHABET))] for draw in draws)
    return "-".join(plain[start : start + GROUP_LENGTH] for start in range(0, CODE_LENGTH, GROUP_LENGTH))


def plain_code(typed: str) -> str:
    """The code that is meant: capitals without spaces or hyphens, digits of any script, O for 0, and I or L for 1.

    Raises:
        Invalid: ``invitation_code_invalid`` if it has another length, or a character that no code has.
    """
    kept = unicodedata.normalize("NFKC", _PASSED_OVER.sub("", typed[:LONGEST_TYPED])).upper()
    meant = "".join(str(unicodedata.decimal(character, character)) for character in kept).translate(_MEANT)
    if len(typed) > LONGEST_TYPED or len(meant) != CODE_LENGTH or not set(ALPHABET).issuperset(meant):
        detail = f"A code has {GROUPS} groups of {GROUP_LENGTH} letters and digits; look at the card and type it again."
        raise Invalid("invitation_code_invalid", detail, errors=[FieldError("code", detail)])
    return meant


def prefix_of(code: str) -> str:
    """The first group, by which people tell codes apart."""
    return plain_code(code)[:PREFIX_LENGTH]


def hash_of(code: str) -> str:
    """SHA-256 of the code, hexadecimal; a hundred random bits need neither salt nor a slow hash."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()
