"""What one word means to the guards, looked up once: part of a number, a negation, or neither."""

from functools import lru_cache

import attrs

from shrutik_core.consensus.text.number_parts import Part, Sense, part_of
from shrutik_core.consensus.text.number_places import NUMBER
from shrutik_core.consensus.text.numerals import written
from shrutik_core.consensus.text.word_lists import word_lists_of

NEGATION = "\0not"
REMEMBERED = 2**16
"""Different words that are remembered at once."""


@attrs.frozen
class Number:
    """A number as it was said.

    Attributes:
        value: canonical: ASCII digits without leading zeros, with sign and unit.
        weak: whether it is a lone word like ``one``, which often counts nothing.
    """

    value: str
    weak: bool = False


@attrs.frozen
class GuardWord:
    """What one folded word is to the guards.

    Attributes:
        number: the number that it is.
        skeleton: the word with its negation taken apart and written as ``NEGATION``; empty if none.
        number_before: words before which it is a number, not a negation.
        homophone: value of the number word that it is typed for.
    """

    number: Number | None = None
    skeleton: tuple[str, ...] = ()
    number_before: frozenset[str] = frozenset()
    homophone: int | None = None


@lru_cache(REMEMBERED)
def guard_word(token: str, language: str | None) -> GuardWord | None:
    """The sense of a token in a language (BCP 47), or in any listed one; None for an ordinary word."""
    if token.startswith(NUMBER):
        return GuardWord(Number(token.removeprefix(NUMBER)))
    part = part_of(token, language)
    number = _number(part) if part else None
    skeleton: tuple[str, ...] = ()
    before = frozenset[str]()
    homophone = None
    for one in word_lists_of(language):
        homophone = one.homophones.get(token, homophone)
        if token in one.negations:
            skeleton = (NEGATION,)
            before = one.ambiguous.get(token, before)
        elif token in one.contractions:
            skeleton = tuple(NEGATION if word == "not" else word for word in one.contractions[token])
        elif one.attached and not number and (match := one.attached.fullmatch(token)):
            skeleton = (match["stem"], NEGATION)
    if not (number or skeleton or homophone is not None):
        return None
    return GuardWord(number, skeleton, before, homophone)


@lru_cache(REMEMBERED)
def counts_for_guards(token: str, language: str | None) -> bool:
    """Whether a token is a number or a negation, and not a homophone alone."""
    meaning = guard_word(token, language)
    return meaning is not None and (meaning.number is not None or bool(meaning.skeleton))


def _number(part: Part) -> Number | None:
    """What a word says that stands alone and may count nothing."""
    if part.value is None or part.sense not in {Sense.UNIT, Sense.SCALE, Sense.PORTION}:
        return None
    return Number(written(part.value * part.scale), weak=part.weak)
