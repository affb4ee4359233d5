"""Traits: what a speaker says of themselves, all of it optional, and what of that goes out in releases."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.language_tags import check_language
from shrutik_core.shared.plain import check_plain

declare(
    Invalid,
    "trait_invalid",
    "This is not a trait that a speaker can have.",
    {"most": "Characters that a trait may have."},
)

LONGEST_TRAIT = 120
# Ends of lines, and what turns the direction of all that follows; joiners stay, as scripts need them.
_CONTROL = r"\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069"
WORDS_RULE = rf"[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*"
"""One line of the speaker's own words, with something to read on it."""
_WORDS = regex.compile(WORDS_RULE)


class Trait(StrEnum):
    """One thing that a speaker may say of themselves."""

    AGE = "age"
    GENDER = "gender"
    NATIVE_LANGUAGE = "native_language"
    ACCENT = "accent"
    DIALECT = "dialect"
    REGION = "region"


class AgeBand(StrEnum):
    """How old a speaker is, by decades; who says nothing has no band."""

    TEENS = "teens"
    """Under twenty."""
    TWENTIES = "twenties"
    THIRTIES = "thirties"
    FORTIES = "forties"
    FIFTIES = "fifties"
    SIXTIES = "sixties"
    SEVENTIES = "seventies"
    EIGHTIES = "eighties"
    """Eighty or older."""


class Gender(StrEnum):
    """What a speaker says of their gender; who says nothing has none."""

    FEMALE = "female"
    MALE = "male"
    ANOTHER = "another"


def check_traits(traits: Mapping[str, str]) -> dict[Trait, str]:
    """The traits as they are kept, if each is one that Shrutik knows, with a value that it may have.

    Raises:
        Invalid: ``trait_invalid`` or ``text_invalid``, naming the trait.
    """
    return {check_trait_name(name): _CHECKS[check_trait_name(name)](name, value) for name, value in traits.items()}


def check_trait_name(name: str) -> Trait:
    """The trait of this name.

    Raises:
        Invalid: ``trait_invalid``.
    """
    try:
        return Trait(name)
    except ValueError as error:
        raise _invalid(name, f"{name[:40]!r} is not one of {', '.join(Trait)}.") from error


def traits_for_releases(traits: Mapping[Trait, str], allowed: Iterable[str] | None) -> dict[str, str]:
    """What of the traits goes out.

    Args:
        traits: what the speaker says of themselves.
        allowed: the traits that may go out; None if all may.
    """
    names = set(traits) if allowed is None else set(allowed)
    return {str(name): value for name, value in traits.items() if name in names}


def _check_words(name: str, value: str) -> str:
    """One line of the speaker's own words."""
    if len(check_plain(value, name)) > LONGEST_TRAIT or not _WORDS.fullmatch(value):
        raise _invalid(name, f"{name} has 1 to {LONGEST_TRAIT} characters on one line.")
    return value.strip()


def _check_tag(name: str, value: str) -> str:
    if len(value) > LONGEST_TRAIT:
        raise _invalid(name, f"{name} has at most {LONGEST_TRAIT} characters.")
    try:
        return check_language(value)
    except Invalid as error:
        raise _invalid(name, error.detail) from error


def _one_of(choices: type[StrEnum]) -> Callable[[str, str], str]:
    def check(name: str, value: str) -> str:
        if value not in set(choices):
            raise _invalid(name, f"{name} is one of {', '.join(choices)}; leave it out to say nothing.")
        return str(value)

    return check


_CHECKS: Mapping[Trait, Callable[[str, str], str]] = {
    Trait.AGE: _one_of(AgeBand),
    Trait.GENDER: _one_of(Gender),
    Trait.NATIVE_LANGUAGE: _check_tag,
    Trait.ACCENT: _check_words,
    Trait.DIALECT: _check_words,
    Trait.REGION: _check_words,
}


def _invalid(name: str, detail: str) -> Invalid:
    errors = [FieldError(f"traits.{name[:40]}", detail)]
    return Invalid("trait_invalid", detail, errors=errors, extra={"most": LONGEST_TRAIT})
