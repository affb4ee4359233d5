"""The numbers that a text speaks of, by value: 15, ১৫, fifteen and পনেরো are one number."""

import unicodedata
from collections.abc import Sequence
from fractions import Fraction

import attrs
import regex

from shrutik_core.consensus.text.word_lists import WordLists

_GROUPED = regex.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}")
_HUNDRED = 100


@attrs.frozen
class Number:
    """A number as it was said.

    Attributes:
        value: canonical: ASCII digits without leading zeros, with a point if there is a fraction.
        weak: whether it is a lone word like ``one``, which often counts nothing.
    """

    value: str
    weak: bool = False


@attrs.frozen
class NumberToken:
    """One token of a number: digits as typed, a unit word, a scale word, or a shift of what follows."""

    digits: str = ""
    unit: int | None = None
    scale: int = 0
    shift: str = ""
    weak: bool = False


def number_token(token: str, languages: Sequence[WordLists]) -> NumberToken | None:
    """What ``token`` (folded, one word or one run of digits) is in a number; None if it is not part of one."""
    if token[0].isdigit() or unicodedata.category(token[0]) in {"No", "Nl"}:
        return _digits(token)
    for language in languages:
        if part := _word(token, language):
            return part
    return None


def _digits(token: str) -> NumberToken:
    if not token[0].isdecimal():
        value = Fraction(unicodedata.numeric(token[0])).limit_denominator(1000)
        return NumberToken(digits=_decimal(value))
    if _GROUPED.fullmatch(token):
        return NumberToken(digits=token.replace(",", ""))
    token = token.replace(",", ".")
    if token.count(".") == 1:
        token = token.rstrip("0").rstrip(".")
    return NumberToken(digits=token)


def _word(token: str, language: WordLists) -> NumberToken | None:
    if token in language.numbers:
        return NumberToken(unit=language.numbers[token], weak=token in language.weak)
    if token in language.scales:
        return NumberToken(scale=language.scales[token])
    if token in language.fractions:
        return NumberToken(digits=language.fractions[token])
    if token in language.shifts:
        return NumberToken(shift=language.shifts[token])
    return _compound(token, language)


def _compound(token: str, language: WordLists) -> NumberToken | None:
    """A number word with a classifier (তিনটি) or a scale (পাঁচশো) written onto it."""
    bare = token.replace("'", "")
    for ending in language.classifiers:
        stem = bare.removesuffix(ending)
        if stem != bare and stem in language.numbers:
            return NumberToken(unit=language.numbers[stem], weak=stem in language.weak)
        if stem != bare and stem in language.scales:
            return NumberToken(scale=language.scales[stem])
    for ending, scale in language.scales.items():
        stem = token.removesuffix(ending)
        if stem != token and stem in language.numbers:
            return NumberToken(unit=language.numbers[stem], scale=scale)
    return None


def numbers_of(parts: Sequence[NumberToken]) -> list[Number]:
    """The numbers in a run of adjoining parts.

    Parts that make one number by the grammar of counting are added and multiplied; what is left side by
    side (``nineteen eighty four``, ``1 2 3``) is read on as one number, so that it equals ``1984``, ``123``.
    """
    count = _Count()
    for part in parts:
        if part.unit is not None or part.digits or part.shift:
            count = count.followed(part)
        if part.scale:
            count = count.scaled(part.scale)
    run = "".join(count.flushed().said)
    return [Number(run.lstrip("0") or "0", weak=len(parts) == 1 and parts[0].weak)] if run else []


@attrs.frozen
class _Count:
    """Counting in progress: what was said whole, thousands and above, and the group below them."""

    said: tuple[str, ...] = ()
    above: Fraction = Fraction(0)
    group: Fraction | None = None
    typed: str = ""
    hundreds: bool = False
    shift: Fraction = Fraction(0)

    def scaled(self, scale: int) -> "_Count":
        group = self.group if self.group is not None else Fraction(0 if self.above else 1)
        if scale == _HUNDRED:
            return attrs.evolve(self, group=(group or Fraction(1)) * scale, typed="", hundreds=True)
        larger = self.above and self.above >= scale
        above = self.above + group * scale if larger else (self.above + group) * scale
        return attrs.evolve(self, above=above, group=None, typed="", hundreds=False)

    def followed(self, part: NumberToken) -> "_Count":
        if part.shift:
            return attrs.evolve(_Count(self.flushed().said), shift=Fraction(part.shift))
        if part.unit is None:
            value = _fraction(part.digits)
            if value is None:
                return _Count((*self.flushed().said, part.digits))
            return self._begun(value, part.digits)
        unit = Fraction(part.unit)
        if self.group is not None and self._takes(part.unit):
            return attrs.evolve(self, group=self.group + unit, hundreds=False)
        return self._begun(unit, "")

    def flushed(self) -> "_Count":
        if self.group is None and not self.above:
            return self
        number = self.typed if self.typed and not self.above else _decimal(self.above + (self.group or 0))
        return _Count((*self.said, number))

    def _begun(self, value: Fraction, typed: str) -> "_Count":
        if self.group is None:
            shifted = "" if self.shift else typed
            return attrs.evolve(self, group=value + self.shift, typed=shifted, shift=Fraction(0))
        return _Count(self.flushed().said, Fraction(0), value, typed)

    def _takes(self, unit: int) -> bool:
        """Whether a unit goes on with the group: five after twenty, anything below 100 after hundreds."""
        if self.group is None or self.typed:
            return False
        if self.hundreds:
            return unit < _HUNDRED
        return self.group % 10 == 0 and self.group % _HUNDRED >= 20 and 0 < unit < 10


def _fraction(digits: str) -> Fraction | None:
    """The value of typed digits; None for dates, versions and ratios, which only ever equal themselves."""
    return Fraction(digits) if digits.count(".") < 2 and "/" not in digits else None


def _decimal(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"
