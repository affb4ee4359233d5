"""A number as far as it was read, and the one way in which its value is written."""

import attrs
import regex

from shrutik_core.consensus.text.number_units import SIZES

_BETWEEN_DIGITS = regex.compile("(?<=[0-9])-(?=[0-9])")
_FOUR_DIGITS = regex.compile("(?:1[0-9]|2[0-3]):[0-5][0-9]")
"""Times of day that are written without a colon too: 1030, but not 110."""


@attrs.define
class NumberReading:
    """A number as far as it was read.

    Attributes:
        end: the atom behind it.
        minus: ``-`` or nothing.
        sign: ``#`` or nothing.
        money: the currency, before the amount; or nothing.
        amount: canonical digits.
        ending: an ordinal's ending or a classifier.
        unit: per cent, degrees, a measure, or the half of the day.
    """

    end: int
    minus: str = ""
    sign: str = ""
    money: str = ""
    amount: str = ""
    ending: str = ""
    unit: str = ""

    @property
    def value(self) -> str:
        """What is said, the same for every spelling."""
        return f"{self.minus}{self.sign}{self.money}{self.amount}{self.ending}{self.unit}"

    @property
    def compared(self) -> str:
        """The value without what tells no other number: endings, and how a telephone number or a time is parted."""
        amount = _BETWEEN_DIGITS.sub("", self.amount)
        if _FOUR_DIGITS.fullmatch(amount):
            amount = amount.replace(":", "")
        amount = amount.lstrip("0") or "0" if amount.isdigit() else amount
        return f"{self.minus}{self.money}{amount}{self.unit}"

    @property
    def unsized(self) -> str:
        """What is compared, without a measure."""
        return self.compared.removesuffix(self.unit) if self.unit in SIZES else self.compared
