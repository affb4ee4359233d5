"""What guards look at in one text: its numbers by value, and its words with negations taken apart."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import attrs
import regex

from shrutik_core.consensus.languages import languages_of
from shrutik_core.consensus.numerals import Number, Part, numbers_of
from shrutik_core.consensus.senses import NEGATION, Sense, sense_of
from shrutik_core.shared.texts import fold

_TOKEN = regex.compile(r"\d+(?:[.,/]\d+)*|[\p{No}\p{Nl}]|[\p{L}\p{M}](?:[\p{L}\p{M}']*[\p{L}\p{M}])?")
_SHORTEST_STEM = 3

# Every word, and every pair of neighbouring words, that some vote of an item typed.
Company = frozenset[str | tuple[str, str]]


@attrs.frozen
class Marks:
    """The numbers and negations of one text.

    Attributes:
        numbers: in the order said.
        skeleton: the words, negations as ``NEGATION``.
        homophones: values of the numbers that words of the text may have been typed for.
        negations: places of the negations among the words of ``skeleton``.
    """

    numbers: tuple[Number, ...]
    skeleton: tuple[str, ...]
    homophones: tuple[str, ...]
    negations: tuple[int, ...]


def tokens_of(text: str) -> tuple[str, ...]:
    """The folded words of a text and its runs of digits, with the signs inside a number kept."""
    return tuple(_TOKEN.findall(fold(text)))


def company_of(texts: Iterable[tuple[str, ...]]) -> Company:
    """What is typed for one item altogether."""
    company: set[str | tuple[str, str]] = set()
    for tokens in texts:
        company.update(tokens, pairwise(tokens))
    return frozenset(company)


def marks_of(tokens: tuple[str, ...], language: str | None, company: Company) -> Marks:
    """The numbers and negations of one text.

    Args:
        tokens: from :func:`tokens_of`.
        language: BCP 47 tag or None.
        company: from :func:`company_of`; it tells ``unhappy`` beside ``happy``.
    """
    senses = [sense_of(token, language) for token in tokens]
    skeleton: list[str] = []
    numbers: list[Number] = []
    run: list[Part] = []
    for sense, token, following in zip(senses, tokens, (*tokens[1:], ""), strict=True):
        negates = bool(sense and sense.skeleton and following not in sense.number_before)
        if sense and sense.part and not negates:
            run.append(sense.part)
        elif run and not (sense and sense.filler and run[-1].scale):
            numbers += numbers_of(run)
            run = []
        skeleton += sense.skeleton if sense and negates else (token,)
    if run:
        numbers += numbers_of(run)
    skeleton = _contraries(skeleton, tokens, _affixes(language), company)
    negations = tuple(place for place, word in enumerate(skeleton) if word == NEGATION)
    return Marks(tuple(numbers), tuple(skeleton), _homophones(senses), negations)


def _homophones(senses: Sequence[Sense | None]) -> tuple[str, ...]:
    return tuple(str(sense.homophone) for sense in senses if sense and sense.homophone is not None)


@lru_cache(64)
def _affixes(language: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lists = languages_of(language)
    prefixes = (prefix for one in lists for prefix in one.prefixes)
    return tuple(prefixes), tuple(ending for one in lists for ending in one.endings)


def _contraries(
    skeleton: list[str], tokens: tuple[str, ...], affixes: tuple[tuple[str, ...], tuple[str, ...]], company: Company
) -> list[str]:
    """The skeleton with contraries taken apart, and a negation said twice over (``no, no``) made one."""
    prefixes, endings = affixes
    whole: list[str] = []
    for word in skeleton:
        if word.startswith(prefixes) or word.endswith(endings):
            whole += _contrary(word, tokens, prefixes, endings, company)
        elif word != NEGATION or not whole or whole[-1] != NEGATION:
            whole.append(word)
    return whole


def _contrary(
    word: str, tokens: tuple[str, ...], prefixes: Sequence[str], endings: Sequence[str], company: Company
) -> tuple[str, ...]:
    """The parts of a word that another vote has without its negating prefix or ending."""
    for prefix in prefixes:
        stem = word.removeprefix(prefix)
        if len(stem) < _SHORTEST_STEM or stem == word or stem in tokens or stem not in company:
            continue
        if (prefix, stem) not in company:
            return (NEGATION, stem)
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem != word and stem in company and stem not in tokens:
            return (stem, NEGATION)
    return (word,)
