"""The words of a text with each written number as one of them, so that a number is one place in the vote."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import add

import attrs
import regex

from shrutik_core.consensus.text.number_atoms import MARKS, Atom, Strength, atoms_of, strength
from shrutik_core.consensus.text.number_pieces import NumberPiece, numbers_within
from shrutik_core.consensus.text.number_runs import number_runs, runs_of, spans_of_numbers

NUMBER = "\0number "
"""What the token of a number begins with; its value follows."""

_FIRST = regex.compile(r"[\p{L}\p{M}\p{N}\p{Sc}%‰°#№\u2212-]")
_LAST = regex.compile(r"(?r)[\p{L}\p{M}\p{N}\p{Sc}%‰°]")
_SPOKEN = regex.compile(r"[\p{L}\p{M}]")
_DIGIT = regex.compile(r"\p{N}")
_TOGETHER = Strength.WEAK + Strength.UNIT
_REMEMBERED = 2**17
"""Different words of a language that are remembered at once."""


class _Strengths(dict[str, int]):
    """What each word may be of a number, looked up once; ``plain`` are those that alone cannot be one."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language
        self.plain: set[str] = set()

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
            self.plain.clear()
        found = self[word] = strength(word, self._language)
        if found < Strength.WEAK:
            self.plain.add(word)
        return found


class _Tokens(dict[str, tuple[str, ...]]):
    """The tokens of each word by itself, as guards compare them, looked up once."""

    def __init__(self, language: str | None, strengths: _Strengths) -> None:
        super().__init__()
        self._language = language
        self._strengths = strengths

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        bare = word.strip(MARKS)
        plain = bare.isascii() and bare.isalpha() and self._strengths[word] < Strength.WEAK
        found = self[word] = (bare.lower(),) if plain else _tokens_of((word,), self._language)
        return found


@attrs.frozen(eq=False)
class NumberPlaces:
    """The numbers in the texts of one language.

    Attributes:
        language: BCP 47 tag of the texts, or None for all languages that have word lists.
    """

    language: str | None = None
    _strengths: _Strengths = attrs.field(init=False)
    _tokens: _Tokens = attrs.field(init=False)

    @_strengths.default
    def _no_strengths(self) -> _Strengths:
        return _Strengths(self.language)

    @_tokens.default
    def _no_tokens(self) -> _Tokens:
        return _Tokens(self.language, self._strengths)

    def joined(self, words: list[str]) -> list[str]:
        """The words of a text, those of one number as one word with single spaces in it.

        If a number takes a part of a word, as in 1,700 円です, that word is joined whole.
        """
        if not self._may_join(words):
            return words
        out: list[str] = []
        place = 0
        for start, end in spans_of_numbers(words, self.language):
            out += (*words[place:start], " ".join(words[start:end]))
            place = end
        return [*out, *words[place:]]

    def value_of(self, word: str) -> str:
        """The value of what ``joined`` gave as one word, if that is a number; else nothing."""
        if " " not in word and self._strengths[word] < Strength.WEAK:
            return ""
        parts = word.split(" ")
        runs = number_runs(parts, self.language)
        return runs[0].value if runs and runs[0].end - runs[0].start == len(parts) else ""

    def within(self, token: str) -> tuple[NumberPiece, ...]:
        """The numbers inside what ``joined`` gave as one word that is not a number as a whole."""
        known = self._strengths.__getitem__
        if max(map(known, token.split(" ")), default=0) < Strength.WEAK:
            return ()
        return numbers_within(token, self.language)

    def tokens_of(self, words: Sequence[str]) -> tuple[str, ...]:
        """The folded words of a text, each number in it as one token that begins with ``NUMBER``.

        A lone word that often counts nothing, as ``one``, stays a word.
        """
        if self._may_join(words):
            return _tokens_of(tuple(words), self.language)
        return tuple(chain.from_iterable(map(self._tokens.__getitem__, words)))

    def _may_join(self, words: Sequence[str]) -> bool:
        """Whether a number may be made of several words."""
        if self._strengths.plain.issuperset(words):
            return False
        strengths = list(map(self._strengths.__getitem__, words))
        if max(strengths, default=0) < Strength.WEAK:
            return False
        return max(map(add, strengths, islice(strengths, 1, None)), default=0) >= _TOGETHER


@lru_cache(64)
def number_places(language: str | None) -> NumberPlaces:
    """The numbers in the texts of a language (BCP 47 tag), or with None of all that have word lists."""
    return NumberPlaces(language)


@lru_cache(2**14)
def _tokens_of(words: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    atoms = atoms_of(words, language)
    tokens: list[str] = []
    place = 0
    for run in runs_of(words, atoms, language):
        if run.weak:
            continue
        tokens += _words(atoms[place : run.start])
        tokens.append(NUMBER + run.compared)
        place = run.end
    return (*tokens, *_words(atoms[place:]))


def _words(atoms: Sequence[Atom]) -> list[str]:
    return [atom.text for atom in atoms if _SPOKEN.match(atom.text)]


def core_of(shown: str) -> str:
    """A number as typed, without the punctuation that clings to it."""
    first, last = _FIRST.search(shown), _LAST.search(shown)
    return shown[first.start() : last.end()] if first and last else ""


def has_digits(shown: str) -> bool:
    """Whether a number as typed has a digit, or a character that is a number by itself."""
    return _DIGIT.search(shown) is not None
