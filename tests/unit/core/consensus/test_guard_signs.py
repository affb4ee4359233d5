"""Signs, ranges, dates and measures in guards: what tells another number, and what does not."""

import pytest

from shrutik_core.consensus.text.guard_hits import GuardKind
from shrutik_core.consensus.text.guards import guard


@pytest.mark.parametrize("language", ["en", "pt", "xx", None])
@pytest.mark.parametrize(
    ("a", "b"),
    [("it is -5", "it is 5"), ("it is 5%", "it is 5"), ("it is $5", "it is €5"), ("at 5° there", "at 5 there")],
)
def test_a_sign_is_part_of_a_number_in_any_language(language, a, b):
    (hit,) = guard([a, b, b], language)
    assert hit.kind is GuardKind.NUMBER


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "今天气温是{}5度左右"),
        ("ja", "気温は{}5度です"),
        ("th", "อุณหภูมิวันนี้{}5องศา"),
        ("en", "temp:{}5 today"),
        ("en", "it is ({}5) today"),
        (None, "今天气温是{}5度左右"),
    ],
)
@pytest.mark.parametrize("minus", ["-", "\u2212", "\u2013"])
def test_a_minus_is_read_behind_letters_that_no_space_follows(language, text, minus):
    (hit,) = guard([text.format(minus), text.format(""), text.format("")], language)
    assert hit.kind is GuardKind.NUMBER


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("zh", "跑5公里-10公里", "跑5-10公里"),
        ("th", "วันนี้5องศา-10องศา", "วันนี้5-10องศา"),
        ("en", "covid-19 came", "covid 19 came"),
    ],
)
def test_a_hyphen_behind_a_word_or_a_figure_is_no_minus(language, a, b):
    assert guard([a, b], language) == ()


@pytest.mark.parametrize("a", ["room No. 5", "room № 5", "room #5", "room number five"])
def test_a_number_sign_is_no_negation(a):
    assert guard([a, "room number 5", "room 5"], "en") == ()


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("en", "5-10 men", "5 to 12 men"),
        ("en", "5 to 10 men", "510 men"),
        ("en", "on 5 May 2024", "on May 6, 2024"),
        ("en", "on 5/6/2024", "on 5 June 2024"),
        ("en", "it costs 5 dollars", "it costs £5"),
        ("de", "1.000 Euro", "100 Euro"),
        ("bn", "৫ থেকে ১০ জন", "৫-১১ জন"),
        ("hi", "5 मई 2024 को", "6 मई 2024 को"),
        ("en", "5 to -10 degrees", "5 to 10 degrees"),
        ("en", "at 1:10 scale", "at 110 scale"),
        ("en", "take 5 mg", "take 5 g"),
        ("en", "take 5 mg, not 5 g", "take 5 g, not 5 mg"),
        ("en", "it is 5 km, then 5 m", "it is 5 km, then 5 km"),
        ("bn", "৫ কেজি চাল", "৫ গ্রাম চাল"),
        ("hi", "5 किलो चावल", "5 ग्राम चावल"),
    ],
)
def test_ranges_dates_and_sums_that_differ_are_told_apart(language, a, b):
    (hit,) = guard([a, b, b], language)
    assert hit.kind is GuardKind.NUMBER


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("call 555-1234", "call 555 1234"),
        ("call 1-800-555-1234", "call 1 800 555 1234"),
        ("wait for one hour", "wait for an hour"),
        ("they ran 5km", "they ran five"),
        ("they ran 5km and 5m", "they ran five and five"),
        ("they ran 2 km", "they ran to km"),
        ("they ran one km", "they ran a km"),
        ("they ran 1 km", "they ran one km"),
        ("it is 10:30 now", "it is 10 30 now"),
        ("5 to -10 degrees", "five to minus ten degrees"),
    ],
)
def test_a_measure_and_the_hyphens_of_a_telephone_number_tell_no_other_number(a, b):
    assert guard([a, b], "en") == ()
