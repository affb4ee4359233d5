"""Where a text writes a number, and the one way in which each number's value is written."""

from collections.abc import Sequence
from functools import lru_cache

import attrs
import regex

from shrutik_core.consensus.text.date_signs import date_signs_of
from shrutik_core.consensus.text.number_atoms import BREAK, Atom, atoms_of, is_again
from shrutik_core.consensus.text.number_dates import DateReader
from shrutik_core.consensus.text.number_parts import Sense
from shrutik_core.consensus.text.number_ranges import number_or_range_at
from shrutik_core.consensus.text.number_signs import number_signs_of
from shrutik_core.consensus.text.number_values import NumberReading
from shrutik_core.consensus.text.numerals import written
from shrutik_core.consensus.text.word_lists import word_lists_of
from shrutik_core.shared.writing.folding import fold

_REMEMBERED = 2**14
_FIGURES = regex.compile(r"[^\p{L}\p{M}\p{N}]*+\p{N}++[^\p{L}\p{M}\p{N}]++\p{N}[^\p{L}\p{M}]*+")
"""Figures with signs between them, as of a telephone or a sum: if they are not a number, they are one place anyway."""

_FIRST = regex.compile(r"[\p{N}\p{Sc}+-]")
_LAST = regex.compile(r"(?r)[\p{N}\p{Sc}%]")
_ORDINARY = frozenset({"quarter"})
"""Words that are a number only beside another."""


@attrs.frozen
class NumberRun:
    """A number as it was written in whole words.

    Attributes:
        start: first of its words.
        end: the word behind it.
        value: what it says, the same for every spelling: ASCII digits, with sign, unit and ordinal ending.
    """

    start: int
    end: int
    value: str


@attrs.frozen
class AtomRun:
    """A number among the atoms of a text.

    Attributes:
        start: its first atom.
        end: the atom behind it.
        value: what it says.
        compared: the value without what tells no other number: ordinal endings, classifiers, a number sign.
        weak: whether it is a lone word that often counts nothing, as ``one``.
    """

    start: int
    end: int
    value: str
    compared: str
    weak: bool


def number_runs(words: Sequence[str], language: str | None) -> tuple[NumberRun, ...]:
    """The numbers that whole words write, in order, none inside another.

    A lone word that multiplies nothing (``hundreds``), or is more often something else (নয়), is not among them.

    Args:
        words: of a text as typed, from :func:`number_atoms.words_of`.
        language: BCP 47 tag, or None for all languages that have word lists.
    """
    return _in_words(tuple(words), language)[0]


def spans_of_numbers(words: Sequence[str], language: str | None) -> tuple[tuple[int, int], ...]:
    """The words from the first to the last of each number, and the one behind these; in order, none in two.

    Where a number takes a part of a word, as in 1,700 円です, that word is among them.
    """
    joined: list[tuple[int, int]] = []
    for start, end in _in_words(tuple(words), language)[1]:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


@lru_cache(_REMEMBERED)
def _in_words(
    words: tuple[str, ...], language: str | None
) -> tuple[tuple[NumberRun, ...], tuple[tuple[int, int], ...]]:
    """The numbers that whole words write, and the words that any number is written in, first and behind the last."""
    atoms = atoms_of(words, language)
    found: list[NumberRun] = []
    spans: list[tuple[int, int]] = []
    for run in runs_of(words, atoms, language):
        start, end = atoms[run.start].word, atoms[run.end - 1].last + 1
        spans.append((start, end))
        if _whole(atoms, run):
            found.append(NumberRun(start, end, run.value))
        elif end == start + 1 and _FIGURES.fullmatch(words[start]) and not (found and found[-1].end > start):
            found.append(NumberRun(start, end, _bare(words[start])))
    return tuple(found), tuple(spans)


def _bare(word: str) -> str:
    """A word between the first and the last of what belongs to figures."""
    folded = fold(word)
    first, last = _FIRST.search(folded), _LAST.search(folded)
    return folded[first.start() : last.end()] if first and last else ""


def runs_of(words: Sequence[str], atoms: Sequence[Atom], language: str | None) -> list[AtomRun]:
    """The numbers among the atoms of a text, in order.

    Args:
        words: as typed.
        atoms: of these words.
        language: BCP 47 tag, or None for all languages that have word lists.
    """
    dates = DateReader(words, atoms, date_signs_of(language), number_signs_of(language))
    found: list[AtomRun] = []
    place, behind = 0, -1
    while place < len(atoms):
        begins = _may_begin(atoms[place], dates)
        if begins and (date := dates.date_at(place)):
            found.append(AtomRun(place, date[0], date[1], date[1], weak=False))
            place = behind = date[0]
            continue
        alone = behind != place or atoms[place].gap == BREAK
        reading = number_or_range_at(atoms, place, dates.numbers, alone=alone) if begins else None
        if reading is None:
            place += 1
            continue
        if not _is_lone(atoms, place, reading, language):
            weak = _is_weak(atoms[place]) and reading.unsized == _said(atoms[place])
            found.append(AtomRun(place, reading.end, reading.value, reading.compared, weak))
        place = behind = reading.end
    return found


def _may_begin(atom: Atom, dates: DateReader) -> bool:
    return atom.part is not None or (atom.text,) in dates.numbers.units or atom.text in dates.signs.months


@lru_cache(64)
def _ambiguous(language: str | None) -> frozenset[str]:
    return _ORDINARY.union(*(lists.ambiguous for lists in word_lists_of(language)))


def _is_lone(atoms: Sequence[Atom], start: int, reading: NumberReading, language: str | None) -> bool:
    """Whether a word by itself counts nothing; a scale that is said again does not with its unit either."""
    part = atoms[start].part
    if part is None:
        return False
    if is_again(atoms, start) and reading.amount == _said(atoms[start]):
        return True
    if reading.end > start + 1:
        return False
    return part.sense is Sense.SCALE or atoms[start].text in _ambiguous(language)


def _said(atom: Atom) -> str:
    """What a number word says by itself."""
    return written(atom.part.value) if atom.part and atom.part.value is not None else ""


def _is_weak(atom: Atom) -> bool:
    return atom.part is not None and atom.part.weak and atom.part.sense is Sense.UNIT


def _whole(atoms: Sequence[Atom], run: AtomRun) -> bool:
    """Whether a run takes all of its first and of its last word."""
    begins = run.start == 0 or atoms[run.start - 1].last < atoms[run.start].word
    return begins and (run.end == len(atoms) or atoms[run.end - 1].last < atoms[run.end].word)
