"""Numerals in Han characters, as Chinese and Japanese write them, and the ASCII digits that say the same."""

from collections.abc import Callable

import regex

from shrutik_core.consensus.text.word_lists import named_language

_VALUES = dict(zip("〇零一二三四五六七八九两兩", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2), strict=True))
_SCALES = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

_ONE = "[一二三四五六七八九两兩]"
_SECTION = f"(?:{_ONE}千零?)?(?:{_ONE}百零?)?(?:{_ONE}?十)?{_ONE}?"
_COUNTED = "[个個円元块塊人年月日号號天岁歳歲次点點时時分名]"
_NUMERAL = regex.compile(
    rf"(?<![\p{{N}}几幾数數{''.join(_VALUES)}十百千万萬亿億])(?:"
    f"(?={_ONE}[十百千万萬亿億]|十(?:{_ONE}|[万萬亿億]|分[钟鐘]|(?!分){_COUNTED}))"
    f"(?:{_SECTION}[亿億]零?)?(?:{_SECTION}[万萬]零?)?{_SECTION}(?![几幾多来來数數余餘十百千万萬亿億])"
    f"|[〇零一二三四五六七八九]{{4,}}(?![十百千万萬亿億])"
    f"|[百千](?=円)|[二三四五六七八九两兩](?={_COUNTED})|一(?=[月日号號])|(?<=百分之){_ONE}(?![十百千万]))"
)
"""A number with a scale in it, digits of a year or a telephone, or one digit before what is counted.

Other lone digits are parts of words (一起, 三明治), and so are scales that nothing stands before (万一, 十分).
"""

_SHARE = regex.compile(f"(?<![百千万十])({_ONE})分之({_ONE})(?![十百千万])")
_PLAIN_UNITS = "ja"
"""Where a digit right behind a scale is itself; in Chinese it is so many tenths of the scale, as in 三万五."""

_LANGUAGES = frozenset({"", "zh", "cmn", "yue", "wuu", "nan", "hak", "ja"})

Replacement = tuple["regex.Pattern[str]", Callable[["regex.Match[str]"], str]]


def han_numerals(language: str | None) -> tuple[Replacement, ...]:
    """What finds the numerals in a text of a language (BCP 47 tag), and their ASCII digits; none if it has none."""
    named = named_language(language)
    if named not in _LANGUAGES:
        return ()
    tenths = named != _PLAIN_UNITS
    return (
        (_SHARE, lambda match: f"{_VALUES[match[2]]}/{_VALUES[match[1]]}"),
        (_NUMERAL, lambda match: _in_digits(match[0], tenths=tenths)),
    )


def _in_digits(numeral: str, *, tenths: bool) -> str:
    if not set(numeral) & (_SCALES.keys() | _LARGE.keys()):
        return "".join(str(_VALUES[sign]) for sign in numeral)
    total = section = digit = 0
    scale = 1
    for sign in numeral:
        if sign in _VALUES:
            digit = _VALUES[sign]
            scale = scale if digit else 1
        elif sign in _SCALES:
            scale = _SCALES[sign]
            section, digit = section + (digit or 1) * scale, 0
        else:
            scale = _LARGE[sign]
            total, section, digit = total + (section + digit) * scale, 0, 0
    return str(total + section + digit * (max(scale // 10, 1) if tenths else 1))
