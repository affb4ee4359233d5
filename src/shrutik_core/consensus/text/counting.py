"""The grammar of counting: which words and digits, one after another, make one amount."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from shrutik_core.consensus.text.number_atoms import BREAK, HYPHEN, Atom, is_again, may_open_decimals
from shrutik_core.consensus.text.number_parts import Part, Sense
from shrutik_core.consensus.text.numerals import MOST_DIGITS, written
from shrutik_core.consensus.text.tally import HUNDRED, Tally

_NUMBERS = frozenset({Sense.DIGITS, Sense.UNIT, Sense.ORDINAL})


@attrs.frozen
class Amount:
    """One amount as it was said.

    Attributes:
        end: the atom behind it.
        value: None if it only equals itself, as a date does.
        text: canonical.
        ending: an ordinal's ending or a classifier written onto it.
        spoken: whether it was said in words alone.
    """

    end: int
    value: Fraction | None
    text: str
    ending: str = ""
    spoken: bool = True


def amount_at(atoms: Sequence[Atom], start: int, *, whole: bool = False) -> Amount | None:
    """The longest amount that begins at ``start``, if it shall be ``whole`` without decimals; None if none does."""
    first = atoms[start].part
    if first and first.sense is Sense.DIGITS and first.value is None:
        return Amount(start + 1, None, first.text, spoken=False)
    count = _Count(atoms=atoms, start=start, end=start, whole=whole)
    while not count.closed and count.goes_on():
        pass
    return count.amount()


@attrs.define(kw_only=True)
class _Count(Tally):
    """A tally that takes one atom of a text after another.

    Attributes:
        atoms: of the whole text.
        start: the first of them that is counted.
        end: the one behind the last that was counted.
        whole: whether no decimals are counted.
    """

    atoms: Sequence[Atom]
    start: int
    end: int
    whole: bool = False

    def goes_on(self) -> bool:
        """Takes the next atoms, and says whether they went on with the count."""
        part = self._part(0)
        take = _TAKES.get(part.sense) if part else None
        if not part or not take or self._is_range(part):
            return False
        taken = take(self, part)
        self.end += taken
        return taken > 0

    def amount(self) -> Amount | None:
        """What was counted; None if nothing was."""
        if self.shift is not None or (self.group is None and not self.above):
            return None
        if self.beyond:
            said = " ".join(atom.text for atom in self.atoms[self.start : self.end])
            return Amount(self.end, None, said, self.ending, self.spoken)
        value = self.above + (self.group or 0)
        text = self.typed if self.typed and not self.above else written(value)
        return Amount(self.end, value, text, self.ending, self.spoken)

    def _part(self, ahead: int) -> Part | None:
        place = self.end + ahead
        if place >= len(self.atoms) or (place > self.start and self.atoms[place].gap == BREAK):
            return None
        return self.atoms[place].part

    def _is_range(self, part: Part) -> bool:
        """Whether a hyphen before the next part stands for *to*: 10-12, against twenty-five."""
        if self.end == self.start or self.atoms[self.end].gap != HYPHEN:
            return False
        before = self.atoms[self.end - 1].part
        return Sense.DIGITS in {part.sense, before.sense if before else None}

    def number(self, part: Part) -> int:
        """Digits or a number word."""
        value = part.value
        if value is None or part.value is None:
            return 0
        if self.group is None:
            if self.lowest is not None and value >= self.lowest:
                return 0
            self.begin(value, part)
        elif self.takes(value, part):
            self.group += value
        elif part.sense is Sense.DIGITS and 0 < value < 1 and self.typed and self.group.denominator == 1:
            self.group, self.typed, self.closed = self.group + value, "", True
        elif part.sense is Sense.ORDINAL and self.group == 1 and not self.above and self.spoken and value > 2:
            self.group, self.closed = 1 / value, True
            return 1
        else:
            return 0
        self.spoken &= part.sense is not Sense.DIGITS
        if part.scale > 1:
            self.multiply(Fraction(part.scale))
        self.end_with(part)
        return 1

    def ordinal(self, part: Part) -> int:
        """An ordinal word; hundredth and above multiply."""
        if part.value is None or part.value < HUNDRED:
            return self.number(part)
        return self.scale(part)

    def scale(self, part: Part) -> int:
        """A word that multiplies what stands before it."""
        scale = part.value or Fraction(1)
        if (part.weak and self.end == self.start) or (self.end > self.start and is_again(self.atoms, self.end)):
            return 0
        if self.group is None and self.shift is not None:
            self.begin(Fraction(1), part)
        elif self.group is None and not self.above:
            self.group = Fraction(1)
        elif (self.group is None and (scale <= HUNDRED or (self.lowest or 0) > scale)) or (
            scale <= HUNDRED and self.hundreds
        ):
            return 0
        self.multiply(scale)
        self.end_with(part)
        return 1

    def portion(self, part: Part) -> int:
        """A half, a quarter, one and a half."""
        value = part.value or Fraction(0)
        if self.group is None:
            if self.lowest is not None and value >= self.lowest:
                return 0
            self.group = value
        elif self.typed and value < 1 and not part.text.isalpha() and self.group.denominator == 1:
            self.group += value
        elif self.spoken and not self.above and value < 1 and self.is_parted_by(value):
            self.group *= value
        else:
            return 0
        self.typed = ""
        self.end_with(part)
        return 1

    def shifts(self, part: Part) -> int:
        """A half or a quarter said before the whole."""
        following = self._part(1)
        if self.group is not None or self.shift is not None or not following or not following.value:
            return 0
        self.shift = part.value
        return 1

    def share(self, part: Part) -> int:
        """Thirds, quarters."""
        value = part.value or Fraction(1)
        if self.group is None or self.above or self.group.denominator > 1 or not 0 < self.group < value:
            return 0
        self.group, self.typed, self.closed = self.group / value, "", True
        return 1

    def conjunction(self, part: Part) -> int:
        """*And*, before a portion or, behind a scale, before what is left."""
        following = self._part(1)
        if following is None or part.sense is not Sense.AND or (self.group is None and not self.above):
            return 0
        skipped = 1 + (following.sense is Sense.ARTICLE)
        portion = self._part(skipped)
        if portion and portion.sense is Sense.PORTION and portion.value and portion.value < 1:
            self.group, self.typed = (self.group or Fraction(0)) + portion.value, ""
            return skipped + 1
        before = self.atoms[self.end - 1].part
        if before and (before.sense is Sense.SCALE or before.scale > 1) and following.sense in _NUMBERS:
            most = HUNDRED if self.hundreds else self.lowest or 0
            fits = following.value is not None and following.value < most
            return 1 if fits else 0
        return 0

    def point(self, part: Part) -> int:
        """A decimal point that was said, with the digits behind it."""
        begun = self.group is not None or bool(self.above)
        opens = self.end == self.start and may_open_decimals(self.atoms, self.start)
        if part.sense is not Sense.POINT or not (begun or opens) or self.pointed or self.whole:
            return 0
        group = self.group or Fraction(0)
        digits, taken = self._digits()
        if not digits or group.denominator > 1:
            return 0
        self.group, self.typed, self.pointed = group, "", True
        if len(digits) > MOST_DIGITS:
            self.beyond = self.closed = True
        else:
            self.group += Fraction("0." + digits)
        return 1 + taken

    def article(self, part: Part) -> int:
        """*A* before a scale: a hundred, half a million."""
        following = self._part(1)
        begun = self.group is not None or bool(self.above)
        if part.sense is not Sense.ARTICLE or not following or following.sense is not Sense.SCALE:
            return 0
        if begun and not (self.group is not None and self.group < 1):
            return 0
        self.group = self.group or Fraction(1)
        return 1

    def _digits(self) -> tuple[str, int]:
        """The digits behind a point and how many atoms they are."""
        following = self._part(1)
        if following and following.sense is Sense.DIGITS and self.atoms[self.end + 1].text.isdecimal():
            return self.atoms[self.end + 1].text, 1
        digits, taken = "", 0
        while (part := self._part(1 + taken)) and (part.sense is Sense.OH or part.is_digit):
            digits += str(part.value or 0)
            taken += 1
        if digits or not following or following.sense is not Sense.UNIT:
            return digits, taken
        rest = amount_at(self.atoms, self.end + 1, whole=True)
        return (rest.text, rest.end - self.end - 1) if rest and rest.text.isdecimal() else ("", 0)


_TAKES: Mapping[Sense, Callable[[_Count, Part], int]] = {
    Sense.DIGITS: _Count.number,
    Sense.UNIT: _Count.number,
    Sense.ORDINAL: _Count.ordinal,
    Sense.SCALE: _Count.scale,
    Sense.PORTION: _Count.portion,
    Sense.SHIFT: _Count.shifts,
    Sense.SHARE: _Count.share,
    Sense.AND: _Count.conjunction,
    Sense.POINT: _Count.point,
    Sense.ARTICLE: _Count.article,
}
