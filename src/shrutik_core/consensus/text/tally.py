"""An amount while it is counted up: what was said whole, thousands and above, and the group below them."""

from fractions import Fraction

import attrs

from shrutik_core.consensus.text.number_parts import Part, Sense
from shrutik_core.consensus.text.numerals import MOST_DIGITS

HUNDRED = 100
_QUARTER = Fraction(1, 4)
_TOO_LARGE = 10**MOST_DIGITS


@attrs.define(kw_only=True)
class Tally:
    """Counting in progress.

    Attributes:
        above: thousands and above.
        lowest: the last scale among them; what follows is below it.
        group: what stands below them; None if nothing does yet.
        typed: the group as digits, if it was typed so.
        hundreds: whether the group ends in a hundred.
        pointed: whether the group has decimals.
        shift: a half or a quarter that moves the number that follows.
        spoken: whether all was said in words.
        ending: what is written onto the last word.
        closed: whether nothing can follow.
        beyond: whether it has more digits than any count: the words that say it stand for themselves.
    """

    above: Fraction = Fraction(0)
    lowest: Fraction | None = None
    group: Fraction | None = None
    typed: str = ""
    hundreds: bool = False
    pointed: bool = False
    shift: Fraction | None = None
    spoken: bool = True
    ending: str = ""
    closed: bool = False
    beyond: bool = False

    def begin(self, value: Fraction, part: Part) -> None:
        """The first number of a group, moved by the half or the quarter that was said before it."""
        self.typed = part.text if part.sense is Sense.DIGITS and self.shift is None else ""
        self.group = value + (self.shift or 0)
        self.shift = None

    def multiply(self, scale: Fraction) -> None:
        """The group, or from a thousand up all that the scale is above of, times a scale."""
        group = self.group if self.group is not None else Fraction(0)
        self.typed = ""
        self.pointed = False
        if (self.above + group) * scale >= _TOO_LARGE:
            self.beyond = True
            return
        if scale <= HUNDRED:
            self.group, self.hundreds = group * scale, scale == HUNDRED
            return
        larger = bool(self.above) and scale >= (self.lowest or 0)
        self.above = (self.above + group) * scale if larger else self.above + group * scale
        self.group, self.lowest, self.hundreds = None, scale, False

    def takes(self, value: Fraction, part: Part) -> bool:
        """Whether a number goes on with the group: five after twenty, anything below 100 right after hundreds."""
        if self.group is None or self.typed or self.pointed:
            return False
        if self.hundreds and self.group % HUNDRED == 0:
            return 0 < value < HUNDRED
        tens = self.group % 10 == 0 and self.group % HUNDRED >= 20
        return tens and 0 < value < 10 and part.sense is not Sense.DIGITS

    def is_parted_by(self, value: Fraction) -> bool:
        """Whether the group counts portions: one half, three quarter."""
        return self.group == 1 or (self.group == 3 and value == _QUARTER)

    def end_with(self, part: Part) -> None:
        """Notes what is written onto the last word; nothing goes on behind an ending."""
        self.ending = part.ending
        self.closed |= bool(part.ending)
