"""What guards look at in one text: its numbers by value, and its words with negations taken apart."""

from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import chain, pairwise, repeat

import attrs
import regex

from shrutik_core.consensus.text.guard_words import (
    NEGATION,
    REMEMBERED,
    GuardWord,
    Number,
    counts_for_guards,
    guard_word,
)
from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_places import number_places
from shrutik_core.consensus.text.word_lists import word_lists_of

_PLAIN = regex.compile(r"\d+(?:\.\d+)?")
_SHORTEST_STEM = 3


@attrs.frozen
class ItemVocabulary:
    """What is typed for one item altogether.

    Attributes:
        texts: the tokens of each vote.
        words: every word that some vote typed.
        contraries: the words that some vote has without their negating prefix or ending.
        counts: whether some word is a number, a negation or a contrary.
    """

    texts: Sequence[tuple[str, ...]]
    words: Set[str]
    contraries: Set[str]
    counts: bool

    def has_pair(self, first: str, second: str) -> bool:
        """Whether some vote typed the two words side by side."""
        return any((first, second) in pairwise(tokens) for tokens in self.texts)


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


def vocabulary_of(texts: Sequence[tuple[str, ...]], language: str | None = None) -> ItemVocabulary:
    """What is typed for one item altogether, in a language (BCP 47 tag) or in any listed one."""
    words = set(chain.from_iterable(texts))
    contraries = {word for word in words if any(stem in words for stem, _ in _stems(word, language))}
    counts = bool(contraries) or any(map(counts_for_guards, words, repeat(language)))
    return ItemVocabulary(texts, words, contraries, counts)


def numbers_and_negations(
    tokens: tuple[str, ...], language: str | None, vocabulary: ItemVocabulary
) -> NumbersAndNegations:
    """The numbers and negations of one text.

    Args:
        tokens: from :func:`tokens_of`.
        language: BCP 47 tag or None.
        vocabulary: from :func:`vocabulary_of`; it tells ``unhappy`` beside ``happy``.
    """
    meanings = list(map(guard_word, tokens, repeat(language)))
    if not any(meanings) and vocabulary.contraries.isdisjoint(tokens):
        return NumbersAndNegations((), tokens, (), ())
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
    skeleton = _contraries(skeleton, tokens, language, vocabulary)
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


@lru_cache(REMEMBERED)
def _stems(word: str, language: str | None) -> tuple[tuple[str, str], ...]:
    """What is left of a word without a negating prefix, with that prefix, and without a negating ending, with none."""
    prefixes, endings = _affixes(language)
    begins = [(word.removeprefix(prefix), prefix) for prefix in prefixes if word.startswith(prefix)]
    ends = [(word.removesuffix(ending), "") for ending in endings if word.endswith(ending)]
    return (*(begin for begin in begins if len(begin[0]) >= _SHORTEST_STEM), *ends)


def _contraries(
    skeleton: list[str], tokens: tuple[str, ...], language: str | None, vocabulary: ItemVocabulary
) -> list[str]:
    """The skeleton with contraries taken apart, and a negation said twice over (``no, no``) made one."""
    whole: list[str] = []
    for word, stems in zip(skeleton, map(_stems, skeleton, repeat(language)), strict=True):
        if stems:
            whole += _contrary(word, stems, tokens, vocabulary)
        elif word != NEGATION or not whole or whole[-1] != NEGATION:
            whole.append(word)
    return whole


def _contrary(
    word: str, stems: Sequence[tuple[str, str]], tokens: tuple[str, ...], vocabulary: ItemVocabulary
) -> tuple[str, ...]:
    """The parts of a word that another vote has without its negating prefix or ending."""
    for stem, prefix in stems:
        if stem not in vocabulary.words or stem in tokens:
            continue
        if not prefix:
            return (stem, NEGATION)
        if not vocabulary.has_pair(prefix, stem):
            return (NEGATION, stem)
    return (word,)
