"""Numbers that are said side by side and mean one: ten thirty, nineteen eighty four, half past ten, 24/7."""

from collections.abc import Sequence
from fractions import Fraction

from shrutik_core.consensus.text.counting import Amount, amount_at
from shrutik_core.consensus.text.number_atoms import Atom, follows
from shrutik_core.consensus.text.number_parts import STRONG, Sense
from shrutik_core.consensus.text.numerals import clock

NOON, _HOUR = 12, 60
_FIRST_CENTURY, _LAST_CENTURY, _CENTURY = 13, 20, 100
_ALWAYS = (Fraction(24), Fraction(7))


def side_by_side(atoms: Sequence[Atom], start: int, first: Amount) -> Amount | None:
    """The time, the year or the 24/7 that two amounts make; None if they are two numbers.

    Args:
        atoms: of the whole text.
        start: where the first amount begins; no number stands before it.
        first: that amount.
    """
    if first.value is None or first.ending or not follows(atoms, first.end):
        return None
    following = atoms[first.end].part
    small = bool(following and following.sense is Sense.OH)
    begin = first.end + small
    second = amount_at(atoms, begin) if follows(atoms, begin) and _strong(atoms, begin) else None
    if second is None or second.value is None or second.ending or _strong(atoms, second.end):
        return None
    if (first.value, second.value) == _ALWAYS and not small:
        return Amount(second.end, None, "24/7", spoken=False)
    english = all(atom.text.isascii() for atom in atoms[start : second.end])
    if not (first.spoken and second.spoken and english) or _scaled(atoms[start : second.end]):
        return None
    return _time_or_year(first.value, second, small=small)


def _time_or_year(first: Fraction, second: Amount, *, small: bool) -> Amount | None:
    rest = second.value or Fraction(0)
    fits = 0 < rest < 10 if small else rest >= 10
    if not fits or first.denominator > 1 or rest.denominator > 1:
        return None
    if 1 <= first <= NOON and rest < _HOUR:
        return Amount(second.end, None, clock(first + rest / _HOUR))
    if _FIRST_CENTURY <= first <= _LAST_CENTURY and rest < _CENTURY:
        year = first * _CENTURY + rest
        return Amount(second.end, year, str(year))
    return None


def half_past(atoms: Sequence[Atom], start: int) -> Amount | None:
    """Half past ten, quarter past ten, quarter to ten; None if nothing like it begins here."""
    part = atoms[start].part
    if part and part.sense is Sense.ARTICLE and follows(atoms, start + 1):
        start += 1
        part = atoms[start].part
    if not part or part.sense is not Sense.PORTION or not part.value or not follows(atoms, start + 2):
        return None
    past = atoms[start + 1].text == "past"
    if not (past or (atoms[start + 1].text == "to" and atoms[start].text == "quarter")) or not follows(
        atoms, start + 1
    ):
        return None
    hour = amount_at(atoms, start + 2) if _strong(atoms, start + 2) else None
    if hour is None or hour.value is None or hour.value.denominator > 1 or not 1 <= hour.value <= NOON:
        return None
    time = hour.value + (part.value if past else -part.value)
    return Amount(hour.end, None, clock(time if time >= 1 else time + NOON))


def _strong(atoms: Sequence[Atom], place: int) -> bool:
    part = atoms[place].part if follows(atoms, place) else None
    return part is not None and part.sense in STRONG


def _scaled(atoms: Sequence[Atom]) -> bool:
    return any(atom.part and atom.part.sense is Sense.SCALE for atom in atoms)
