"""Ranges: two numbers that a hyphen, a dash or a word for *to* makes one, as in 5-10 and five to ten."""

from collections.abc import Sequence

import attrs
import regex

from shrutik_core.consensus.text.number_atoms import BREAK, HYPHEN, Atom
from shrutik_core.consensus.text.number_reading import number_at
from shrutik_core.consensus.text.number_signs import NumberSigns
from shrutik_core.consensus.text.number_values import NumberReading

_COUNTED = regex.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|[0-9]+/[0-9]+")
_HALF_DAYS = {"am", "pm"}
_TIMED = regex.compile(r"[0-9]{1,2}:[0-9][0-9]")


def number_or_range_at(atoms: Sequence[Atom], start: int, signs: NumberSigns, *, alone: bool) -> NumberReading | None:
    """The range that begins at ``start``, or else the number; None if neither does.

    Args:
        atoms: of the whole text.
        start: the first of them.
        signs: of the language.
        alone: whether no number stands right before it.
    """
    first = number_at(atoms, start, signs, alone=alone)
    if first is None or not _is_end(first):
        return first
    behind = _behind_link(atoms, first.end, signs)
    second = number_at(atoms, behind, signs, alone=True) if behind else None
    return _range(first, second) or first if second else first


def _is_end(reading: NumberReading) -> bool:
    return bool(_COUNTED.fullmatch(reading.amount) or _TIMED.fullmatch(reading.amount))


def _behind_link(atoms: Sequence[Atom], place: int, signs: NumberSigns) -> int:
    """The atom where the second number of a range may begin; 0 if there is nothing that makes one."""
    if place >= len(atoms):
        return 0
    if atoms[place].gap == HYPHEN:
        return place
    said = atoms[place].gap != BREAK and atoms[place].text in signs.spans
    return place + 1 if said and place + 1 < len(atoms) and atoms[place + 1].gap != BREAK else 0


def _range(first: NumberReading, second: NumberReading) -> NumberReading | None:
    """Both as one, if they are numbers of one kind and in one unit; the unit may be written once."""
    alike = _COUNTED.fullmatch(first.amount) and _COUNTED.fullmatch(second.amount)
    alike = alike or (_TIMED.fullmatch(first.amount) and _TIMED.fullmatch(second.amount))
    halves = {first.unit, second.unit} == _HALF_DAYS
    one_unit = (halves or first.unit in {"", second.unit}) and first.ending in {"", second.ending}
    one_currency = not first.money or not second.money or first.money == second.money
    if not (alike and one_unit and one_currency and second.sign in {"", first.sign}):
        return None
    return attrs.evolve(
        second,
        minus=first.minus,
        sign=first.sign,
        money=first.money or second.money,
        amount=f"{first.amount}{first.unit if halves else ''}..{second.minus}{second.amount}",
    )
