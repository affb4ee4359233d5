"""Dates: a day beside a month, with a year or without one, and dates in digits if the order of their parts is known."""

from collections.abc import Sequence

import attrs
import regex

from shrutik_core.consensus.text.counting import amount_at
from shrutik_core.consensus.text.date_signs import DateSigns
from shrutik_core.consensus.text.number_atoms import GLUED, HYPHEN, Atom, follows
from shrutik_core.consensus.text.number_parts import STRONG, Sense
from shrutik_core.consensus.text.number_signs import NumberSigns
from shrutik_core.consensus.text.number_times import side_by_side

_YEAR = regex.compile(r"[12][0-9]{3}")
_YEARS = range(1000, 3000)
_YEAR_LAST = regex.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([12][0-9]{3})")
_YEAR_FIRST = regex.compile(r"([12][0-9]{3})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_NAMED_PARTS = regex.compile(r"(?:([0-9]{2,4})[年년])?([0-9]{1,2})[月월]([0-9]{1,2})[日號号일]")
_MONTHS, _DAYS = 12, 31
_ENDING = 3
"""Letters of the longest ordinal's ending in any language."""


@attrs.frozen
class _Day:
    """A number that may be the day of a month.

    Attributes:
        end: the atom behind it.
        number: 1..31.
        said: whether it was said in words.
        ordinal: whether it has an ordinal's ending.
        linked: whether *of* or a point stands between it and the month.
    """

    end: int
    number: int
    said: bool
    ordinal: bool
    linked: bool = False


@attrs.frozen
class DateReader:
    """Finds the dates of one text.

    Attributes:
        words: as typed.
        atoms: of these words.
        signs: how the language writes dates.
        numbers: how it writes numbers.
    """

    words: Sequence[str]
    atoms: Sequence[Atom]
    signs: DateSigns
    numbers: NumberSigns

    def date_at(self, start: int) -> tuple[int, str] | None:
        """The atom behind the date that begins at ``start``, and the date as in ISO 8601, perhaps without a year.

        None if no date begins there, or if it is not known which of its parts is the month.
        """
        atom = self.atoms[start]
        if atom.text in self.signs.months:
            return self._month_first(start) if self.signs.month_first else None
        sense = atom.part.sense if atom.part else None
        if named := self._named_parts(start):
            return named
        if sense is Sense.DIGITS and atom.part and atom.part.value is None:
            date = self._in_digits(atom.text)
            return (start + 1, date) if date else None
        if sense not in STRONG:
            return None
        return (self.signs.year_first and self._year_first(start)) or self._day_first(start)

    def _named_parts(self, start: int) -> tuple[int, str] | None:
        """2024년 5월 5일, 2024 年 5 月 5 日: each part in digits, with its name behind it."""
        end, typed = start, ""
        while end + 1 < len(self.atoms) and self.atoms[end].text.isdecimal() and self._follows(end + 1):
            if self.atoms[end + 1].text not in self.numbers.calendar or not (end == start or self._follows(end)):
                break
            typed += self.atoms[end].text + self.atoms[end + 1].text
            end += 2
        date = self._in_digits(typed) if end > start + 2 else ""
        return (end, date) if date else None

    def _year_first(self, start: int) -> tuple[int, str] | None:
        """2024 മേയ് 5, 2024. május 5."""
        year = self.atoms[start].text
        place = start + 1
        if not (_YEAR.fullmatch(year) and (self._follows(place) or self._parted(place, "."))):
            return None
        dated = self._month_first(place) if self.atoms[place].text in self.signs.months else None
        return (dated[0], year + dated[1].removeprefix("-")) if dated and dated[1].startswith("--") else None

    def _day_first(self, start: int) -> tuple[int, str] | None:
        """5 May, 5th of May, 5. Mai, 5 de mayo."""
        day = self._day(start)
        if day is None:
            return None
        place = day.end
        linked = self._follows(place) and self.atoms[place].text in self.signs.links
        place += linked
        pointed = self.signs.pointed and not linked and self._parted(place, ".")
        if not (self._follows(place) or pointed) or self.atoms[place].text not in self.signs.months:
            return None
        return self._dated(start, place, attrs.evolve(day, linked=linked or pointed), place + 1)

    def _month_first(self, start: int) -> tuple[int, str] | None:
        """May 5, May 5th, Dec. 25, May the fifth."""
        place = start + 1
        place += self._follows(place) and self.atoms[place].text in self.signs.articles
        day = self._day(place) if self._follows(place) or self._shortened(place) else None
        return self._dated(start, start, day, day.end) if day else None

    def _day(self, place: int) -> _Day | None:
        """A day of the month, that is not the first end of a range and counts nothing."""
        part = self.atoms[place].part
        amount = amount_at(self.atoms, place) if part and part.sense in STRONG else None
        if amount is None or amount.value is None or amount.value.denominator > 1 or not 1 <= amount.value <= _DAYS:
            return None
        end = amount.end
        ordinal = bool(amount.ending) or self._is_ending(end)
        end += self._is_ending(end)
        if self._follows(end) and (self._counts(end) or self._goes_on(end)):
            return None
        return _Day(end, int(amount.value), amount.spoken, ordinal)

    def _is_ending(self, end: int) -> bool:
        """Whether an ordinal's ending is written onto a number: 5th, ৫ই, 1er."""
        if not self._follows(end) or self.atoms[end].gap not in {GLUED, HYPHEN}:
            return False
        atom = self.atoms[end]
        if atom.part:
            return atom.part.sense in {Sense.ENDING, Sense.CLASSIFIER}
        return len(atom.text) <= _ENDING and atom.text not in self.signs.months and not self._counts(end)

    def _counts(self, end: int) -> bool:
        """Whether a unit begins behind a number, which then is neither a day nor a year."""
        text = self.atoms[end].text
        return text in self.numbers.joining and text not in self.signs.links and text not in self.signs.months

    def _goes_on(self, end: int) -> bool:
        part = self.atoms[end].part
        return part is not None and part.sense in STRONG and self.atoms[end].gap in {GLUED, HYPHEN}

    def _dated(self, start: int, month: int, day: _Day, end: int) -> tuple[int, str] | None:
        behind, year = self._year(end)
        if not (year or self._is_sure(start, month, day, end)):
            return None
        of_year = f"{self.signs.months[self.atoms[month].text]:02}-{day.number:02}"
        return (behind, f"{year}-{of_year}") if year else (end, f"--{of_year}")

    def _is_sure(self, start: int, month: int, day: _Day, end: int) -> bool:
        """Whether day and month without a year are a date: 5 may go and the first may go are not, on 5 May is."""
        if day.linked or (day.ordinal and not day.said):
            return True
        name = self.atoms[month].text
        if day.said and not day.ordinal and name.isascii():
            return False
        before = self.atoms[start - 1].text if start else ""
        told = before in self.signs.before or month == 0 or not self._follows(end)
        return told or name not in self.signs.doubtful

    def _year(self, place: int) -> tuple[int, int]:
        """The year that follows day and month, and the atom behind it; 0 if none does."""
        goes_on = self._follows(place) or self._shortened(place)
        place += goes_on and self.atoms[place].text in self.signs.links
        if not (self._follows(place) or self._parted(place, ",،") or self._shortened(place)):
            return place, 0
        if _YEAR.fullmatch(self.atoms[place].text):
            counts = self._follows(place + 1) and self._counts(place + 1)
            return (place, 0) if counts else (place + 1, int(self.atoms[place].text))
        part = self.atoms[place].part
        amount = amount_at(self.atoms, place) if part and part.sense is Sense.UNIT else None
        amount = amount and (side_by_side(self.atoms, place, amount) or amount)
        if not amount or amount.value not in _YEARS:
            return place, 0
        return amount.end, int(amount.value or 0)

    def _follows(self, place: int) -> bool:
        return follows(self.atoms, place)

    def _parted(self, place: int, marks: str) -> bool:
        """Whether only one of some marks, and a space, part an atom from the one before it."""
        if not 0 < place < len(self.atoms):
            return False
        before = self.atoms[place - 1].last
        return self.atoms[place].word == before + 1 and self.words[before].endswith(tuple(marks))

    def _shortened(self, place: int) -> bool:
        """Whether only the point of a shortened month parts an atom from the one before it."""
        return self._parted(place, ".॰") and self.atoms[place - 1].text in self.signs.shortened

    def _in_digits(self, typed: str) -> str:
        """A date in digits; nothing if it is not one, or if day and month cannot be told apart."""
        if match := _YEAR_FIRST.fullmatch(typed):
            return _iso(match[1], match[3], match[4])
        if match := _NAMED_PARTS.fullmatch(typed):
            return _iso(match[1] or "-", match[2], match[3])
        match = _YEAR_LAST.fullmatch(typed)
        if match is None:
            return ""
        first, second, year = match[1], match[3], match[4]
        if int(first) != int(second) and max(int(first), int(second)) <= _MONTHS and self.signs.day_first is None:
            return ""
        day_first = int(first) > _MONTHS or (int(second) <= _MONTHS and self.signs.day_first)
        return _iso(year, second, first) if day_first else _iso(year, first, second)


def _iso(year: str, month: str, day: str) -> str:
    if not (1 <= int(month) <= _MONTHS and 1 <= int(day) <= _DAYS):
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"
