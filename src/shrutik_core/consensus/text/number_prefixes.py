"""What stands before a number and belongs to it: a minus, a number sign, a currency, শতকরা."""

from collections.abc import Sequence

from shrutik_core.consensus.text.number_atoms import Atom, follows
from shrutik_core.consensus.text.number_parts import STRONG, Sense
from shrutik_core.consensus.text.number_signs import NumberSigns
from shrutik_core.consensus.text.number_units import SIZES
from shrutik_core.consensus.text.number_values import NumberReading

_CODE = 3
"""Letters of the longest code or short name of a currency."""


def prefixed(atoms: Sequence[Atom], start: int, signs: NumberSigns) -> NumberReading:
    """The signs before a number; where nothing fits behind them the reading ends before a word that is not a number."""
    reading = NumberReading(start)
    while follows(atoms, reading.end + 1):
        atom, following = atoms[reading.end], atoms[reading.end + 1].part
        sense = atom.part.sense if atom.part else None
        typed = bool(following and following.sense is Sense.DIGITS)
        spoken = bool(following and following.sense in STRONG)
        signed = spoken or bool(following and following.sense in {Sense.MONEY, Sense.POINT})
        said = bool(following and following.sense in {Sense.DIGITS, Sense.UNIT, Sense.SHIFT} and not following.weak)
        ahead = signs.units[atom.text,] if said and atom.text in signs.ahead else ""
        money = _money_before(atom, signs) if typed else ahead if ahead != "%" else ""
        if sense is Sense.MINUS and not reading.minus and signed:
            reading.minus = "-"
        elif sense is Sense.NUMBER_SIGN and not reading.sign and (typed or (spoken and atom.text != "#")):
            reading.sign = "#"
        elif money and not reading.money:
            reading.money = money
        elif ahead == "%" and not reading.unit:
            reading.unit = ahead
        elif sense is Sense.MONEY and following and following.sense is Sense.MINUS and not reading.minus:
            reading.money = atom.part.text if atom.part else ""
        else:
            break
        reading.end += 1
    return reading


def _money_before(atom: Atom, signs: NumberSigns) -> str:
    """The currency that an atom names before digits: a sign, or a code of it."""
    if atom.part and atom.part.sense is Sense.MONEY:
        return atom.part.text
    unit = signs.units.get((atom.text,), "")
    short = len(atom.text) <= _CODE or atom.text in signs.ahead
    return unit if short and unit and unit not in SIZES and unit not in "%°C°F¢" else ""
