"""A text cut into the words and signs that numbers are made of, each with what lies before it."""

from collections.abc import Sequence
from enum import IntEnum

import attrs
import regex

from shrutik_core.consensus.text.date_signs import date_signs_of
from shrutik_core.consensus.text.number_cuts import Token, cut, cuts, units_off
from shrutik_core.consensus.text.number_parts import STRONG, Part, Sense, part_of
from shrutik_core.consensus.text.number_signs import number_signs_of
from shrutik_core.shared.writing.folding import fold

MARKS = ".,;:!?\"'()"
"""Punctuation that clings to words."""
_SHORTENED = {"no": "#", "nos": "#", "nr": "#", "rs": "rs", "tk": "tk", "रु": "रु"}
"""What a point shortens, if digits follow, to what it stands for."""

DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2212")
"""What alone between two numbers may make them a range."""

_DIGIT = regex.compile(r"\p{N}")
_GROUP = regex.compile(r"[0-9]{3}(?:[,.][0-9]+)?")
_ZEROS = regex.compile("000")
_HYPHENS = regex.compile("[-\u2010\u2011]")
_SPLIT = regex.compile(r"(?:(?!(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d)))\s)+")
_UNSPLIT = regex.compile("[\u00a0\u202f\u2009]")

SPACE, HYPHEN, GLUED, BREAK = " ", "-", "", "|"


class Strength(IntEnum):
    """How far a word makes a number; two side by side can be one if they add up to WEAK and UNIT or more."""

    BETWEEN = 1
    UNIT = 2
    WEAK = 3
    STRONG = 4


_DETERMINERS = """
the this that a an which what some any no every each my our your his her its their
এই সেই ওই এ সে কোন इस उस यह वह किस हर
"""
_BEFORE_NOUNS = frozenset(map(fold, _DETERMINERS.split()))

_BETWEEN = frozenset({Sense.AND, Sense.ARTICLE, Sense.OH, Sense.PAST})


@attrs.frozen
class Atom:
    """A word, a run of digits or a sign.

    Attributes:
        text: folded.
        word: place, among the words typed, of the one that it is in.
        last: place of the word that it ends in; another one for digits in groups parted by spaces.
        gap: what lies between it and the one before: SPACE, HYPHEN, GLUED, or BREAK for all other punctuation.
        part: what it is in a number.
    """

    text: str
    word: int
    last: int
    gap: str
    part: Part | None


def words_of(text: str) -> list[str]:
    """A text split at its spaces, but not at the narrow ones between groups of digits, as in 150 000."""
    if text.isascii() or not _UNSPLIT.search(text):
        return text.split()
    return [word for word in _SPLIT.split(text) if word]


def atoms_of(words: Sequence[str], language: str | None) -> list[Atom]:
    """The atoms of a text, given its words as typed."""
    atoms: list[Atom] = []
    before = ""
    for place, (word, (tokens, behind)) in enumerate(zip(words, cuts(words, language), strict=True)):
        if before == "." and tokens and (text := _shortened(atoms[-1], tokens[0], language)):
            atoms[-1] = attrs.evolve(atoms[-1], text=text, part=part_of(text, language))
            before = ""
        for number, (token, between, part) in enumerate(tokens):
            gap = _gap(between) if number else SPACE if not (before or between) else BREAK
            atoms.append(Atom(token, place, place, gap, part))
        if tokens and before == HYPHEN and _is_span(words, place, atoms[-len(tokens)]):
            atoms[-len(tokens)] = attrs.evolve(atoms[-len(tokens)], gap=HYPHEN)
        before = behind if tokens else HYPHEN if word in DASHES and not before else BREAK
    return _grouped(atoms, language)


def _shortened(atom: Atom, following: Token, language: str | None) -> str:
    """What a word that a point shortens stands for, before digits, or as a scale before a unit; else nothing."""
    text, _, part = following
    if part and part.sense is Sense.DIGITS:
        return _SHORTENED.get(atom.text, "")
    scale = atom.part is not None and atom.part.sense is Sense.SCALE and atom.part.weak
    return atom.text if scale and text in number_signs_of(language).joining else ""


def _is_span(words: Sequence[str], place: int, atom: Atom) -> bool:
    """Whether the dash that stands alone before a word makes a range with the number before it."""
    typed = atom.part is not None and atom.part.sense in {Sense.DIGITS, Sense.MONEY}
    return typed and place > 1 and bool(_DIGIT.search(words[place - 2]))


def _grouped(atoms: list[Atom], language: str | None) -> list[Atom]:
    """Digits in groups of three that a plain space parts, made one: 150 000; 150 600 if the language writes it so."""
    spaced = number_signs_of(language).spaced
    joined: list[Atom] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        group = atom.gap == SPACE and (_GROUP if spaced else _ZEROS).fullmatch(atom.text)
        head = before and before.text.isdecimal() and (len(before.text) <= 3 or before.word < before.last)
        if before and head and group and before.last < atom.word:
            text = before.text + atom.text
            joined[-1] = attrs.evolve(before, text=text, last=atom.last, part=part_of(text, language))
        else:
            joined.append(atom)
    return joined


def _gap(between: str) -> str:
    if between == GLUED:
        return GLUED
    return HYPHEN if _HYPHENS.fullmatch(between) else BREAK


def follows(atoms: Sequence[Atom], place: int) -> bool:
    """Whether there is an atom at this place, and it goes on with what stands before it."""
    return place < len(atoms) and atoms[place].gap != BREAK


def is_again(atoms: Sequence[Atom], place: int) -> bool:
    """Whether a scale is said again, as in *thousand thousand*, which does not count anything."""
    part, before = atoms[place].part, atoms[place - 1].part if place else None
    same = part and before and before.sense is part.sense is Sense.SCALE and before.value == part.value
    return bool(same) and atoms[place].gap != BREAK


def may_open_decimals(atoms: Sequence[Atom], place: int) -> bool:
    """Whether nothing stands before a point that was said, a number or a word that makes it a noun: *at this point*."""
    before = atoms[place - 1] if place and atoms[place].gap != BREAK else None
    counts = before is not None and before.part is not None and before.part.sense in STRONG
    return not counts and (before is None or before.text not in _BEFORE_NOUNS)


def strength(word: str, language: str | None) -> int:
    """What a word as typed may be of a number, as a ``Strength``."""
    if word in DASHES:
        return Strength.BETWEEN
    bare = word.strip(MARKS)
    if bare.isascii() and bare.isalpha():
        token = bare.lower()
        return _strength(token, part_of(token, language), language)
    tokens = cut(word, language)[0]
    first = units_off(tokens[0], language)[:1] if tokens else ()
    return max((_strength(token, part, language) for token, _, part in (*first, *tokens)), default=0)


def _strength(token: str, part: Part | None, language: str | None) -> int:
    signs, dates = number_signs_of(language), date_signs_of(language)
    if part is None:
        if token in signs.joining or token in dates.months or token in _SHORTENED:
            return Strength.UNIT
        return Strength.BETWEEN if token in signs.spans or token in dates.between else 0
    if part.sense in STRONG and not (part.weak and part.sense is Sense.SCALE):
        return Strength.WEAK if part.weak and part.sense is Sense.UNIT else Strength.STRONG
    return Strength.BETWEEN if part.sense in _BETWEEN else Strength.UNIT
