"""One number with all that belongs to it: its sign, its currency, its unit, its ordinal ending, its hour."""

from collections.abc import Sequence
from fractions import Fraction

import regex

from shrutik_core.consensus.text.counting import Amount, amount_at
from shrutik_core.consensus.text.number_atoms import BREAK, GLUED, HYPHEN, Atom, follows
from shrutik_core.consensus.text.number_parts import STRONG, Part, Sense
from shrutik_core.consensus.text.number_prefixes import prefixed
from shrutik_core.consensus.text.number_signs import NumberSigns
from shrutik_core.consensus.text.number_times import NOON, half_past, side_by_side
from shrutik_core.consensus.text.number_units import SIZES
from shrutik_core.consensus.text.number_values import NumberReading
from shrutik_core.consensus.text.numerals import clock, written

_POINTED = regex.compile(r"(0?[1-9]|1[0-2])\.([0-5][0-9])")
_HOUR_POINT_MINUTE = regex.compile(r"([01]?[0-9]|2[0-4])\.([0-5][0-9])")
_MINUTE = regex.compile("[0-5][0-9]")
_HOUR = 60
_CENTS = 100
_CENT = "¢"
_SHORT_SCALES = {"m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
_SHARES = frozenset("%‰")
_SCALES_OF_HEAT = {"c": "°C", "f": "°F"}


def number_at(atoms: Sequence[Atom], start: int, signs: NumberSigns, *, alone: bool) -> NumberReading | None:
    """The number that begins at ``start``; None if none does.

    Args:
        atoms: of the whole text.
        start: its first atom.
        signs: of the language.
        alone: whether no number stands right before it.
    """
    if time := half_past(atoms, start):
        return _suffixed(atoms, NumberReading(time.end), time, signs)
    reading = prefixed(atoms, start, signs)
    first = _part(atoms, reading.end)
    if not first or not (first.sense in STRONG or first.sense in {Sense.ARTICLE, Sense.POINT}):
        return None
    amount = amount_at(atoms, reading.end)
    if amount is None:
        return None
    if reading.end == start and alone:
        amount = side_by_side(atoms, start, amount) or amount
    return _suffixed(atoms, reading, amount, signs)


def _part(atoms: Sequence[Atom], place: int) -> Part | None:
    return atoms[place].part if place < len(atoms) else None


def _suffixed(atoms: Sequence[Atom], reading: NumberReading, amount: Amount, signs: NumberSigns) -> NumberReading:
    reading.end, reading.amount, reading.ending = amount.end, amount.text, amount.ending
    _take_short_scale(atoms, reading, amount)
    _take_ending(atoms, reading, amount)
    _take_hour(atoms, reading, amount)
    _take_named_hour(atoms, reading, amount, signs)
    if reading.unit == "%" and follows(atoms, reading.end) and atoms[reading.end].text in signs.parts:
        reading.end += 1
    if not reading.ending and not reading.unit:
        _take_unit(atoms, reading, amount, signs)
    part = _part(atoms, reading.end) if follows(atoms, reading.end) and not reading.sign else None
    if part and part.sense is Sense.NUMBER_SIGN and not atoms[reading.end].text.isascii():
        reading.sign, reading.end = "#", reading.end + 1
    if reading.ending == "th":
        reading.ending = _english_ordinal(reading.amount)
    return reading


def _take_ending(atoms: Sequence[Atom], reading: NumberReading, amount: Amount) -> None:
    """A classifier (৩ টি), or an ordinal's ending if it is written onto a whole number (5th)."""
    part = _part(atoms, reading.end) if follows(atoms, reading.end) else None
    if not part or reading.ending:
        return
    written_on = atoms[reading.end].gap in {GLUED, HYPHEN} and (amount.value or 0) % 1 == 0
    if part.sense is Sense.CLASSIFIER or (part.sense is Sense.ENDING and written_on):
        reading.ending = part.text
        reading.end += 1


def _take_short_scale(atoms: Sequence[Atom], reading: NumberReading, amount: Amount) -> None:
    """The m of $5m, which is not a measure behind money."""
    written_on = bool(reading.money) and follows(atoms, reading.end) and atoms[reading.end].gap == GLUED
    scale = _SHORT_SCALES.get(atoms[reading.end].text) if written_on else None
    if scale and amount.value is not None:
        reading.amount, reading.end = written(amount.value * scale), reading.end + 1


def _take_hour(atoms: Sequence[Atom], reading: NumberReading, amount: Amount) -> None:
    """What makes an amount an hour: o'clock, am and pm; টা and बजे behind halves and quarters."""
    part = _part(atoms, reading.end) if follows(atoms, reading.end) else None
    sense = part.sense if part else None
    hour = amount.value if amount.value is not None and 1 <= amount.value <= NOON + 1 else Fraction(0)
    counted = reading.ending.startswith("টা")
    if hour and hour.denominator in {2, 4} and amount.spoken and counted:
        reading.amount = clock(hour)
    if counted and ":" in reading.amount and reading.ending == "টা":
        reading.ending = ""
    whole = bool(hour) and hour.denominator == 1 and hour <= NOON and not reading.ending
    if sense is Sense.O_CLOCK and whole:
        reading.amount, reading.end = clock(hour), reading.end + 1
        part = _part(atoms, reading.end) if follows(atoms, reading.end) else None
    if part and part.sense is Sense.HALF_DAY and (pointed := _POINTED.fullmatch(atoms[amount.end - 1].text)):
        reading.amount = f"{int(pointed[1])}:{pointed[2]}"
    if part and part.sense is Sense.HALF_DAY and (whole or ":" in reading.amount):
        reading.unit, reading.end = atoms[reading.end].text, reading.end + 1


def _take_named_hour(atoms: Sequence[Atom], reading: NumberReading, amount: Amount, signs: NumberSigns) -> None:
    """10.30 Uhr, 10 Uhr 30, 10 Uhr; साढ़े दस बजे, दस बजकर तीस मिनट."""
    if not follows(atoms, reading.end) or atoms[reading.end].text not in signs.hours:
        return
    hour = amount.value if amount.value is not None and 0 <= amount.value <= 2 * NOON else None
    counts_halves = atoms[reading.end].part is not None
    minutes, end = _minutes_at(atoms, reading.end + 1, signs, with_unit=counts_halves)
    if pointed := _HOUR_POINT_MINUTE.fullmatch(atoms[amount.end - 1].text):
        reading.amount = f"{int(pointed[1])}:{pointed[2]}"
    elif hour is not None and hour.denominator == 1 and (minutes or not counts_halves):
        reading.amount, reading.end = clock(hour + (minutes or Fraction(0)) / _HOUR), end - 1
    elif hour is not None and hour.denominator in {2, 4} and counts_halves and amount.spoken:
        reading.amount = clock(hour)
    elif ":" not in reading.amount:
        return
    reading.end += 1


def _minutes_at(
    atoms: Sequence[Atom], start: int, signs: NumberSigns, *, with_unit: bool
) -> tuple[Fraction | None, int]:
    """The minutes behind an hour, of two digits if they need not have their unit, and the atom behind them."""
    amount = amount_at(atoms, start) if follows(atoms, start) else None
    if amount is None or amount.value is None or amount.value.denominator > 1 or not 0 <= amount.value < _HOUR:
        return None, start
    unit, end = _unit_at(atoms, amount.end, signs)
    if unit == "min":
        return amount.value, end
    told = not with_unit and _MINUTE.fullmatch(atoms[start].text) is not None
    return (amount.value, amount.end) if told else (None, start)


def _take_unit(atoms: Sequence[Atom], reading: NumberReading, amount: Amount, signs: NumberSigns) -> None:
    unit, end = _unit_at(atoms, reading.end, signs)
    if not unit or (_inside(atoms, end) and not (_inside(atoms, reading.end) or _is_cut_off(atoms[end]))):
        return
    if unit in SIZES:
        # A lone letter behind a number that was said is hardly a symbol.
        if not reading.money and not (amount.spoken and len(atoms[end - 1].text) == 1):
            reading.unit, reading.end = unit, end
    elif unit in _SHARES or unit.startswith("°"):
        reading.unit, reading.end = unit, end
    elif not reading.money:
        reading.money, reading.end = unit, end
        _take_cents(atoms, reading, amount, signs)


def _inside(atoms: Sequence[Atom], place: int) -> bool:
    """Whether an atom goes on with the word of the one before it."""
    return place < len(atoms) and atoms[place - 1].last == atoms[place].word


def _is_cut_off(atom: Atom) -> bool:
    """Whether letters go on without a space behind a unit, as in 5 กิโลเมตรแล้ว."""
    return atom.gap == GLUED and atom.text[0].isalpha()


def _unit_at(atoms: Sequence[Atom], start: int, signs: NumberSigns) -> tuple[str, int]:
    """The unit that begins at ``start`` and the atom behind it."""
    if not follows(atoms, start):
        return "", start
    part = atoms[start].part
    if part and part.sense is Sense.MEASURE:
        if part.text == "°" and follows(atoms, start + 1):
            heat = atoms[start + 1].text
            scale = _SCALES_OF_HEAT.get(heat) or signs.units.get((heat,), "")
            if scale.startswith("°"):
                return scale, start + 2
        return part.text, start + 1
    if part and part.sense is Sense.MONEY:
        following = _part(atoms, start + 1)
        before_another = following and following.sense is Sense.DIGITS and atoms[start].gap != GLUED
        return ("", start) if before_another else (part.text, start + 1)
    for length in range(min(signs.most, len(atoms) - start), 0, -1):
        phrase = atoms[start : start + length]
        unit = signs.units.get(tuple(atom.text for atom in phrase))
        if unit and all(atom.gap != BREAK for atom in phrase):
            return unit, start + length
    return "", start


def _take_cents(atoms: Sequence[Atom], reading: NumberReading, amount: Amount, signs: NumberSigns) -> None:
    """Five dollars *and fifty cents*."""
    start = reading.end
    joined = _part(atoms, start)
    start += bool(joined and joined.sense is Sense.AND)
    if reading.money == _CENT or amount.value is None or not follows(atoms, start) or not follows(atoms, start + 1):
        return
    cents = amount_at(atoms, start)
    if cents is None or cents.value is None or cents.value >= _CENTS:
        return
    unit, end = _unit_at(atoms, cents.end, signs)
    if unit == _CENT:
        reading.amount = written(amount.value + cents.value / _CENTS)
        reading.end = end


def _english_ordinal(digits: str) -> str:
    if digits[-2:] in {"11", "12", "13"}:
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
