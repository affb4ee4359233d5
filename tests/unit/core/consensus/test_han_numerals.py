"""Numbers in Han characters: one place with the value of their digits, and what is not a number stays words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate
from shrutik_core.consensus.text.number_pieces import numbers_within

DIGITS = "零一二三四五六七八九"
SCALES = ((1000, "千"), (100, "百"), (10, "十"))


def section(value):
    """1..9999 as it is written in Chinese."""
    written, gap = "", False
    for scale, sign in SCALES:
        digit, value = divmod(value, scale)
        written += ("零" if gap and digit and written else "") + (DIGITS[digit] + sign if digit else "")
        gap = not digit
    return written + (("零" if gap and written else "") + DIGITS[value] if value else "")


def numeral(value):
    """11..10**8 - 1 as it is written in Chinese."""
    large, small = divmod(value, 10**4)
    head = section(large) + "万" if large else ""
    return head + ("零" if head and 0 < small < 1000 else "") + (section(small) if small else "")


def values(text, language):
    return [piece.value for piece in numbers_within(text, language)]


@pytest.mark.property
@given(st.integers(11, 10**8 - 1))
def test_a_number_in_han_characters_is_the_one_in_digits(value):
    assert values(f"他有{numeral(value)}本书", "zh") == [str(value)]


@pytest.mark.property
@given(st.lists(st.integers(11, 10**5), min_size=2, max_size=5))
def test_no_number_is_put_together_from_several(numbers):
    texts = [f"一共{numeral(number)}本书" for number in numbers]
    result = aggregate(texts, language="zh")
    assert values(result.text, "zh") in [values(text, "zh") for text in texts]
    assert ("number_differs" in result.reasons) == (len(set(numbers)) > 1)


@pytest.mark.parametrize(
    ("language", "texts", "value"),
    [
        ("zh", "三万五千块钱 | 35,000元 | 3万5千元 | 3.5万元 | 三万五元", "¥35000"),
        ("zh-TW", "三萬五千元 | 35,000元 | 三萬五塊錢", "$35000"),
        ("zh", "二〇二四年五月五日 | 2024年5月5日 | 2024-05-05", "2024-05-05"),
        ("zh", "百分之五十 | 50% | 百分之50", "50%"),
        ("zh", "三分之一 | 1/3", "1/3"),
        ("zh", "两点半 | 2:30 | 2点半 | 兩點30分", "2:30"),
        ("zh", "负三十度 | 零下三十度 | -30度", "-30°"),
        ("zh", "十五亿三千万 | 1,530,000,000", "1530000000"),
        ("zh", "两百五 | 250", "250"),
        ("ja", "二百五 | 205", "205"),
        ("ja", "三百円 | 300円", "¥300"),
        ("ja", "千円 | 1,000円", "¥1000"),
        (None, "三百 | 300", "300"),
    ],
)
def test_spellings_of_one_number_with_han_characters(language, texts, value):
    for text in texts.split(" | "):
        assert values(text, language) == [value]


@pytest.mark.parametrize(
    "text", ["万一", "十分好", "一起", "千万别去", "几十本", "三千多本", "好几百", "一些", "三明治", "一点"]
)
def test_words_with_such_characters_are_no_numbers(text):
    assert values(text, "zh") == []
    assert values("三百", "ko") == []


@pytest.mark.parametrize(("a", "b"), [("三个人来了", "四个人来了"), ("他三十五岁", "他三十六岁"), ("三点见", "四点见")])
def test_numbers_in_han_characters_that_differ_go_to_review(a, b):
    assert "number_differs" in aggregate([a, a, a, b], language="zh").reasons
