"""A number as it is typed in digits, and the one way in which its value is written."""

from fractions import Fraction
from functools import lru_cache

import regex

MOST_DIGITS = 30
"""Digits beyond which a number is not reckoned with: it equals itself alone."""

_SEPARATORS = ".,'٫٬\u00a0\u202f\u2009"
_PARTS = regex.compile(f"([{_SEPARATORS}])")
_GROUPS = regex.compile(rf"[0-9]{{1,3}}(?:([{_SEPARATORS}])[0-9]{{2,3}})(?:\1[0-9]{{2,3}})*(?<=\D[0-9]{{3}})")
_TIME = regex.compile(r"0?([0-9]{1,2}):([0-5][0-9])(:[0-5][0-9])?")
_NAMED_TIME = regex.compile(r"0?([0-9]{1,2})(?:h|[時时點点시](?=[0-9半반]))([0-5]?[0-9](?=[分분]|$)|半|반)[分분]?")
"""A time with the names of the hour and of the minute written onto it: 14h30, 14時30分, 2시반."""
_RATIO = regex.compile(r"([0-9]{1,2})/([2-9]|10)")
_HOURS = 24


@lru_cache(2**14)
def typed_number(typed: str, decimal: str) -> tuple[Fraction | None, str]:
    """The value of ASCII digits with the signs inside them, and how it is written here.

    Dates, versions, scores and numbers that are longer than any count have no value: they equal themselves.

    Args:
        typed: e.g. ``1,50,000``, ``10:30``, ``1/2``, ``2024-05-01``.
        decimal: the decimal sign of the language; empty if that is not known.
    """
    if typed.isdigit():
        return (_whole(typed), typed) if len(typed) <= MOST_DIGITS else (None, typed)
    if typed[0] == "." and len(typed) <= MOST_DIGITS:
        return _of("0" + typed)
    if time := _clock_time(typed):
        return None, time
    if ratio := _RATIO.fullmatch(typed):
        value = Fraction(int(ratio[1]), int(ratio[2]))
        proper = value < 1 and value.denominator == int(ratio[2])
        return (value, written(value)) if proper else (None, typed)
    if len(typed) > MOST_DIGITS or regex.search("[^0-9" + _SEPARATORS + "]", typed):
        return None, typed
    return _separated(typed, decimal)


def _clock_time(typed: str) -> str:
    """A time of day, hours without a leading zero; nothing if it is not one."""
    if time := _TIME.fullmatch(typed):
        return f"{int(time[1])}:{time[2]}{time[3] or ''}"
    if named := _NAMED_TIME.fullmatch(typed):
        return f"{int(named[1])}:{named[2].zfill(2) if named[2].isdecimal() else '30'}"
    return ""


def _whole(typed: str) -> Fraction:
    return Fraction(int(typed))


def _separated(typed: str, decimal: str) -> tuple[Fraction | None, str]:
    """Digits with group and decimal signs in them."""
    pieces = _PARTS.split(typed)
    signs = pieces[1::2]
    last = signs[-1]
    groups = _GROUPS.fullmatch(typed)
    point = decimal or "."
    if groups and (last != point or len(signs) > 1):
        return _of("".join(pieces[::2]))
    head = typed[: typed.rindex(last)]
    if last not in ".,٫" or (len(signs) > 1 and (last in signs[:-1] or not _GROUPS.fullmatch(head))):
        return None, typed
    if groups and not decimal:
        # Nobody said which language this is: 1.000 may be one, or a thousand.
        return None, typed
    return _of("".join(pieces[:-2:2]) + "." + pieces[-1])


def _of(digits: str) -> tuple[Fraction, str]:
    value = Fraction(digits)
    return value, written(value)


def written(value: Fraction) -> str:
    """The value in ASCII digits: with a point if that ends, else as a fraction in lowest terms."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def clock(value: Fraction) -> str:
    """Hours as a time of day, e.g. 10.5 as 10:30."""
    minutes = round(value * 60)
    return f"{minutes // 60 % _HOURS}:{minutes % 60:02}"
