"""What guards look at in one text: its numbers by value, and its words with negations taken apart."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import attrs
import regex

from shrutik_core.consensus.text.guard_words import NEGATION, GuardWord, Number, guard_word
from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_places import number_places
from shrutik_core.consensus.text.word_lists import word_lists_of

_PLAIN = regex.compile(r"\d+(?:\.\d+)?")
_SHORTEST_STEM = 3

# Every word, and every pair of neighbouring words, that some vote of an item typed.
ItemVocabulary = frozenset[str | tuple[str, str]]


@attrs.frozen
class NumbersAndNegations:
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


def tokens_of(text: str, language: str | None = None) -> tuple[str, ...]:
    """The folded words of a text, each number in it as one token."""
    return number_places(language).tokens_of(words_of(text))


def vocabulary_of(texts: Iterable[tuple[str, ...]]) -> ItemVocabulary:
    """What is typed for one item altogether."""
    vocabulary: set[str | tuple[str, str]] = set()
    for tokens in texts:
        vocabulary.update(tokens, pairwise(tokens))
    return frozenset(vocabulary)


def numbers_and_negations(
    tokens: tuple[str, ...], language: str | None, vocabulary: ItemVocabulary
) -> NumbersAndNegations:
    """The numbers and negations of one text.

    Args:
        tokens: from :func:`tokens_of`.
        language: BCP 47 tag or None.
        vocabulary: from :func:`vocabulary_of`; it tells ``unhappy`` beside ``happy``.
    """
    meanings = [guard_word(token, language) for token in tokens]
    skeleton: list[str] = []
    runs: list[list[Number]] = [[]]
    for meaning, token, following in zip(meanings, tokens, (*tokens[1:], ""), strict=True):
        negates = bool(meaning and meaning.skeleton and following not in meaning.number_before)
        if meaning and meaning.number and not negates:
            runs[-1].append(meaning.number)
        elif runs[-1]:
            runs.append([])
        skeleton += meaning.skeleton if meaning and negates else (token,)
    numbers = tuple(number for run in runs for number in _side_by_side(run))
    skeleton = _contraries(skeleton, tokens, _affixes(language), vocabulary)
    negations = tuple(place for place, word in enumerate(skeleton) if word == NEGATION)
    return NumbersAndNegations(numbers, tuple(skeleton), _homophones(meanings), negations)


def _side_by_side(run: Sequence[Number]) -> list[Number]:
    """Numbers that stand side by side: plain ones are read on as one, so that ``5 5 5`` equals ``555``."""
    read: list[Number] = []
    for number in run:
        if read and _PLAIN.fullmatch(number.value) and _PLAIN.fullmatch(read[-1].value):
            joined = read[-1].value + number.value
            read[-1] = Number(joined.lstrip("0") or "0" if joined.isdigit() else joined)
        else:
            read.append(number)
    return read


def _homophones(meanings: Sequence[GuardWord | None]) -> tuple[str, ...]:
    return tuple(str(meaning.homophone) for meaning in meanings if meaning and meaning.homophone is not None)


@lru_cache(64)
def _affixes(language: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lists = word_lists_of(language)
    prefixes = (prefix for one in lists for prefix in one.prefixes)
    return tuple(prefixes), tuple(ending for one in lists for ending in one.endings)


def _contraries(
    skeleton: list[str],
    tokens: tuple[str, ...],
    affixes: tuple[tuple[str, ...], tuple[str, ...]],
    vocabulary: ItemVocabulary,
) -> list[str]:
    """The skeleton with contraries taken apart, and a negation said twice over (``no, no``) made one."""
    prefixes, endings = affixes
    whole: list[str] = []
    for word in skeleton:
        if word.startswith(prefixes) or word.endswith(endings):
            whole += _contrary(word, tokens, prefixes, endings, vocabulary)
        elif word != NEGATION or not whole or whole[-1] != NEGATION:
            whole.append(word)
    return whole


def _contrary(
    word: str, tokens: tuple[str, ...], prefixes: Sequence[str], endings: Sequence[str], vocabulary: ItemVocabulary
) -> tuple[str, ...]:
    """The parts of a word that another vote has without its negating prefix or ending."""
    for prefix in prefixes:
        stem = word.removeprefix(prefix)
        if len(stem) < _SHORTEST_STEM or stem == word or stem in tokens or stem not in vocabulary:
            continue
        if (prefix, stem) not in vocabulary:
            return (NEGATION, stem)
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem != word and stem in vocabulary and stem not in tokens:
            return (stem, NEGATION)
    return (word,)
