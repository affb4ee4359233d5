"""The numbers of a token that more than a number is written in: where each begins and ends as typed, and its value."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs
import regex

from shrutik_core.consensus.text.number_atoms import Atom, atoms_of
from shrutik_core.consensus.text.number_cuts import cuts, typed_places
from shrutik_core.consensus.text.number_runs import runs_of
from shrutik_core.shared.texts import WITHOUT_SPACES
from shrutik_core.shared.writing.folding import LIKE_APOSTROPHES, fold

_LETTER = rf"[[\p{{L}}\p{{M}}\p{{DI}}]--{WITHOUT_SPACES}]"
_LETTERS = regex.compile(rf"(?V1)(?:{_LETTER}|['{LIKE_APOSTROPHES}])*+")
_NAME = regex.compile(rf"(?rV1){_LETTER}(?:{_LETTER}|['{LIKE_APOSTROPHES}])*")
"""The letters that a number is written onto; looked for from its end."""

_REMEMBERED = 2**13


@attrs.frozen
class NumberPiece:
    """A number inside a token.

    Attributes:
        start: place of its first character as typed.
        end: the place behind its last.
        value: what it says, the same for every spelling.
        named: whether letters begin the word that it is in, as in covid19; that word is then one piece.
    """

    start: int
    end: int
    value: str
    named: bool = False


@lru_cache(_REMEMBERED)
def numbers_within(token: str, language: str | None) -> tuple[NumberPiece, ...]:
    """The numbers of a token in order, none inside another.

    Args:
        token: a word as typed, or several with single spaces between them.
        language: BCP 47 tag, or None for all languages that have word lists.
    """
    words = token.split(" ")
    atoms = atoms_of(words, language)
    runs = runs_of(words, atoms, language)
    if not runs:
        return ()
    typed = [typed_places(word, language) for word in words]
    if not all(typed):
        # What cannot be told apart as typed stays together, so that none of it is put beside another's.
        return (NumberPiece(0, len(token), fold(token, language), named=True),)
    edges = list(_edges(words, typed, language))
    first = _first_cuts(atoms)
    found = (NumberPiece(edges[first[run.start]][0], edges[first[run.end] - 1][1], run.value) for run in runs)
    return tuple(_with_names(token, [piece for piece in found if piece.start < piece.end], language))


def _with_names(token: str, numbers: Sequence[NumberPiece], language: str | None) -> Iterator[NumberPiece]:
    """The numbers, but each word that letters of a script with spaces begin is one piece with the numbers in it."""
    place = 0
    while place < len(numbers):
        before = numbers[place - 1].end if place else -1
        letters = _NAME.match(token, max(before, 0), numbers[place].start)
        if letters and letters.start() > before:
            piece, taken = _named(token, letters.start(), numbers[place:], language)
            yield piece
            place += taken
        else:
            yield numbers[place]
            place += 1


def _named(token: str, start: int, numbers: Sequence[NumberPiece], language: str | None) -> tuple[NumberPiece, int]:
    """The word that begins at ``start``, and how many of the numbers are in it."""
    key, end, taken = "", start, 0
    while letters := _LETTERS.match(token, end, numbers[taken].start if taken < len(numbers) else len(token)):
        key += fold(letters[0], language)
        end = letters.end()
        if taken == len(numbers) or numbers[taken].start != end:
            break
        key += numbers[taken].value
        end = numbers[taken].end
        taken += 1
    return NumberPiece(start, end, key, named=True), taken


def _edges(words: Sequence[str], typed: Sequence[Sequence[int]], language: str | None) -> Iterator[tuple[int, int]]:
    """Where each token that the words are cut into begins and ends in the words with single spaces between them."""
    begin = 0
    for word, places, (tokens, _) in zip(words, typed, cuts(words, language), strict=True):
        start = 0
        for text, between, _ in tokens:
            start += len(between)
            end = start + len(text)
            yield begin + places[start], begin + places[end]
            start = end
        begin += len(word) + 1


def _first_cuts(atoms: Sequence[Atom]) -> list[int]:
    """The number of the first token of each atom, and of all: digits in groups that spaces part are one atom."""
    first = [0]
    for atom in atoms:
        first.append(first[-1] + 1 + atom.last - atom.word)
    return first
