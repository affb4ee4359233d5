"""A text cut into the words and signs that numbers are made of, each with what lies before it."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

import attrs
import regex

from shrutik_core.consensus.text.date_signs import date_signs_of
from shrutik_core.consensus.text.number_parts import STRONG, Part, Sense, part_of
from shrutik_core.consensus.text.number_signs import number_signs_of
from shrutik_core.shared.texts import WITHOUT_SPACES
from shrutik_core.shared.writing.folding import fold

_NO_MINUS = (
    rf"(?<![\p{{N}}.,/%‰°\p{{Sc}}]|\p{{N}}:|[[\p{{L}}\p{{M}}]--{WITHOUT_SPACES}]|\p{{N}}{WITHOUT_SPACES}{{1,4}})"
)
"""What a minus does not stand right behind: another word, a figure, or a figure with its unit, as in 5公里-10公里."""

_ATOM = regex.compile(
    r"(?V1)[0-9]+(?:-[0-9]+){2,}|[0-9]+-0[0-9]+|(?<![0-9])[0-9]{3}-[0-9][0-9](?!00|50)[0-9][0-9](?![0-9])"
    r"|(?<![\p{L}\p{M}\p{N}.])[.][0-9]+"
    r"|[0-9]+(?:[.,:/'٫٬\u00a0\u202f\u2009][0-9]+)*"
    r"|(?<![\p{L}\p{M}\p{N}])[acrs]\$"
    r"|[\p{No}\p{Nl}\p{Sc}%‰°#]"
    rf"|{_NO_MINUS}-(?=\p{{Sc}}?[.]?[0-9])"
    r"|[\p{L}\p{M}](?:[\p{L}\p{M}']*[\p{L}\p{M}])?"
)
_SAME_SIGN = (
    (regex.compile(r"(?<=[\p{N}%‰°])[\u2012\u2013\u2212](?=\p{Sc}?\p{N})"), "-"),
    (regex.compile(rf"(?V1){_NO_MINUS}[\u2012\u2013\uff0d\ufe63](?=\p{{Sc}}?\d)|\u2212"), "-"),
    (regex.compile(r"\b(কি|সে|মি|कि|से|मि)[.॰](মি|গ্রা|লি|मी|ग्रा|ली)[.॰]?"), r"\1\2"),
    (regex.compile("[\u200e\u200f\u061c]"), ""),
    (regex.compile("[٪％﹪]"), "%"),
    (regex.compile(r"(?i)(?<!\p{L})km/h(?!\p{L})"), "kmh"),
    (regex.compile("℃"), "°c"),
    (regex.compile("℉"), "°f"),
    (regex.compile(r"(?i)[№＃]|(?<!\p{L})n\.?[°º]|\bnos?\.(?=\d)|\bnr\.(?=\d)"), "#"),
    (regex.compile(r"(?i)\b([ap])\.m\b\.?"), r"\1m"),
    (regex.compile(r"(?i)\b(rs|tk)\.(?=\d)"), r"\1"),
    (regex.compile(r"(?i)\bus\$"), "$"),
    (regex.compile(r"(?i)\b24[x×]7\b"), "24/7"),
)
_UNUSUAL = regex.compile("[^A-Za-z']")
MARKS = ".,;:!?\"'()"
"""Punctuation that clings to words."""
_SHORTENED = {"no": "#", "nos": "#", "nr": "#", "rs": "rs", "tk": "tk"}
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
    return [word for word in _SPLIT.split(text) if word] if _UNSPLIT.search(text) else text.split()


@lru_cache(2**16)
def _cut(word: str, language: str | None) -> tuple[tuple[tuple[str, str, Part | None], ...], str]:
    """The tokens of one word, each with what is before it, and what is left behind the last."""
    if _UNUSUAL.search(word):
        for sign, same in _SAME_SIGN:
            word = sign.sub(same, word)
    folded = fold(word)
    found = []
    end = 0
    for match in _ATOM.finditer(folded):
        found.append((match[0], folded[end : match.start()], part_of(match[0], language)))
        end = match.end()
    return tuple(found), folded[end:]


def atoms_of(words: Sequence[str], language: str | None) -> list[Atom]:
    """The atoms of a text, given its words as typed."""
    atoms: list[Atom] = []
    before = ""
    for place, word in enumerate(words):
        tokens, behind = _cut(word, language)
        if before == "." and tokens and tokens[0][0].isdecimal() and atoms[-1].text in _SHORTENED:
            text = _SHORTENED[atoms[-1].text]
            atoms[-1] = attrs.evolve(atoms[-1], text=text, part=part_of(text, language))
            before = ""
        for number, (token, between, part) in enumerate(tokens):
            gap = _gap(between) if number else SPACE if not (before or between) else BREAK
            atoms.append(Atom(token, place, place, gap, part))
        if tokens and before == HYPHEN and _is_span(words, place, atoms[-len(tokens)]):
            atoms[-len(tokens)] = attrs.evolve(atoms[-len(tokens)], gap=HYPHEN)
        before = behind if tokens else HYPHEN if word in DASHES and not before else BREAK
    return _grouped(atoms, language)


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
    return max((_strength(token, part, language) for token, _, part in _cut(word, language)[0]), default=0)


def _strength(token: str, part: Part | None, language: str | None) -> int:
    signs, dates = number_signs_of(language), date_signs_of(language)
    if part is None:
        if token in signs.joining or token in dates.months or token in _SHORTENED:
            return Strength.UNIT
        return Strength.BETWEEN if token in signs.spans or token in dates.between else 0
    if part.sense in STRONG:
        return Strength.WEAK if part.weak and part.sense is Sense.UNIT else Strength.STRONG
    return Strength.BETWEEN if part.sense in _BETWEEN else Strength.UNIT
