"""A number is one place, with one value, however it is spelt; what is not one number stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_places import number_places
from shrutik_core.consensus.text.number_runs import number_runs
from shrutik_core.consensus.text.numerals import typed_number
from unit.core.consensus.sentences import BY_LANGUAGE
from unit.core.consensus.spoken_numbers import MINUS, MONEY, PERCENT, POINTS, grouped, in_words, native

CODES = st.sampled_from(["en", "bn", "hi"])
ANY_TEXT = st.text(max_size=30) | st.sampled_from([text for texts in BY_LANGUAGE.values() for text in texts])


def values(text, language):
    return [run.value for run in number_runs(words_of(text), language)]


def spellings(value, code):
    return {str(value), grouped(value, code), native(grouped(value, code), code), in_words(value, code)}


@pytest.mark.property
@given(st.integers(0, 10**9 - 1), CODES)
def test_every_spelling_of_a_number_is_one_place_of_one_value(value, code):
    for text in spellings(value, code):
        if text != "নয়":
            runs = number_runs(words_of(text), code)
            assert [(run.start, run.end, run.value) for run in runs] == [(0, len(words_of(text)), str(value))]


@pytest.mark.property
@given(st.integers(0, 10**6), CODES)
def test_signs_and_units_are_part_of_the_value(value, code):
    sign, money = MONEY[code]
    for text in spellings(value, code):
        assert values(f"{MINUS[code]} {text}", code) == [f"-{value}"]
        assert values(f"{text} {PERCENT[code]}", code) == [f"{value}%"]
        assert values(f"{text} {money}", code) == [f"{sign}{value}"]
        if text[0].isdigit():
            assert values(f"-{text}", code) == values(f"\u2212{text}", code) == [f"-{value}"]
            assert values(f"{text}%", code) == [f"{value}%"]
            assert values(f"{sign}{text}", code) == [f"{sign}{value}"]


@pytest.mark.property
@given(st.integers(0, 999), st.lists(st.integers(0, 9), min_size=1, max_size=4), CODES)
def test_decimals_that_are_said_are_those_that_are_typed(whole, decimals, code):
    typed = f"{whole}.{''.join(map(str, decimals))}"
    said = f"{in_words(whole, code)} {POINTS[code]} {' '.join(in_words(digit, code) for digit in decimals)}"
    assert values(typed, code) == values(native(typed, code), code) == values(said, code)


@pytest.mark.property
@given(ANY_TEXT, st.sampled_from([None, "bn", "hi", "en", "pt", "xx"]))
def test_runs_stand_in_order_inside_the_text_and_say_the_same_again(text, language):
    words = words_of(text)
    runs = number_runs(words, language)
    edges = [edge for run in runs for edge in (run.start, run.end)]
    assert edges == sorted(edges)
    assert all(run.start < run.end <= len(words) for run in runs)
    joined = number_places(language).joined(words)
    assert " ".join(joined).split() == " ".join(words).split()
    assert {run.value for run in runs} <= {number_places(language).value_of(word) for word in joined}


@pytest.mark.property
@given(st.lists(st.integers(0, 999), min_size=2, max_size=5))
def test_digits_side_by_side_are_numbers_of_their_own(numbers):
    if numbers != [24, 7]:
        assert values(" ".join([*map(str, numbers), "go"]), "en") == [str(number) for number in numbers]


@pytest.mark.property
@given(st.text("0123456789", min_size=1, max_size=12), st.sampled_from(["", ".", ","]))
def test_the_way_a_value_is_written_has_that_value(digits, decimal):
    for typed in (digits, f"{digits[:3]}{decimal or '.'}{digits}"):
        value, text = typed_number(typed, decimal)
        if value is not None:
            assert typed_number(text, ".")[0] == value


@pytest.mark.parametrize(
    ("language", "texts", "value"),
    [
        ("en", "-5° | −5° | minus five degrees | -5 degrees", "-5°"),
        ("en", "5°C | 5 °C | five degrees Celsius | 5℃ | 5 degrees C", "5°C"),
        ("en", "$5 | five dollars | 5 dollars | 5 USD | USD 5 | US$5 | 5$ | five-dollar | $5.00", "$5"),
        ("en", "$2.5 million | two and a half million dollars | $2,500,000", "$2500000"),
        ("en", "$5.50 | five dollars and fifty cents | 5 dollars 50 cents", "$5.5"),
        ("en", "½ | 1/2 | half | one half | one-half | 0.5 | .5", "0.5"),
        ("en", "5½ | 5 1/2 | 5 ½ | five and a half | 5.5 | five point five", "5.5"),
        ("en", "2/3 | two thirds | two-thirds", "2/3"),
        ("en", "10:30 | ten thirty | half past ten | ten-thirty", "10:30"),
        ("en", "10:30 am | 10:30am | ten thirty a.m. | 10.30 AM | half past ten am", "10:30am"),
        ("en", "9:45 | nine forty-five | quarter to ten | a quarter to ten | 09:45", "9:45"),
        ("en", "10 o'clock | ten o'clock | 10:00", "10:00"),
        ("en", "3rd | third", "3rd"),
        ("en", "21st | twenty-first | twenty first", "21st"),
        ("en", "1984 | nineteen eighty four | nineteen eighty-four", "1984"),
        ("en", "24/7 | twenty-four seven | twenty four seven | 24x7 | 24-7", "24/7"),
        ("en", "2024-05-01", "2024-05-01"),
        ("en", "1/5/2024", "1/5/2024"),
        ("en", "5% | 5 % | five percent | 5 per cent | five per cent", "5%"),
        ("en", "No. 5 | № 5 | # 5 | #5 | No.5 | number five | Nos. 5", "#5"),
        ("en", "1 | one", "1"),
        ("en", "150,000 | 150 thousand | one hundred and fifty thousand | a hundred fifty thousand", "150000"),
        ("bn", "১,৫০,০০০ | দেড় লাখ | 150000 | এক লাখ পঞ্চাশ হাজার | ১.৫ লাখ | ১৫০,০০০", "150000"),
        ("bn", "১ম | প্রথম", "1ম"),
        ("bn", "২য় | দ্বিতীয়", "2ম"),
        ("bn", "সাড়ে দশটা | ১০:৩০ | ১০:৩০টা", "10:30"),
        ("bn", "তিনটি | ৩টি | ৩ টি", "3টি"),
        ("bn", "আধা | ½ | ১/২", "0.5"),
        ("bn", "৫০০ টাকা | ৳৫০০ | পাঁচশো টাকা | পাঁচ শ টাকা", "৳500"),
        ("bn", "৫% | ৫ শতাংশ | পাঁচ শতাংশ", "5%"),
        ("bn", "উনিশশো একাত্তর | ১৯৭১", "1971"),
        ("bn", "৫ নং | নং ৫ | ৫ নম্বর", "#5"),
        ("hi", "डेढ़ लाख | १,५०,००० | 150000 | एक लाख पचास हज़ार", "150000"),
        ("hi", "पाँचवाँ | पांचवां | 5वाँ | ५वां", "5वां"),
        ("hi", "पौने दो सौ | 175", "175"),
        ("hi", "माइनस पाँच | -5 | -५", "-5"),
        ("de", "1.000,5 | 1000,5", "1000.5"),
        ("de", "1.000 | 1000 | 1\u202f000", "1000"),
        ("de", "5 % | 5 Prozent | 5%", "5%"),
        ("de", "5 € | 5 Euro | €5", "€5"),
        ("fr", "1 000 | 1\u202f000 | 1\u00a0000 | 1000", "1000"),
        ("fr", "150 000,5 | 150000,5", "150000.5"),
        ("ar", "١٬٠٠٠٫٥ | 1,000.5", "1000.5"),
    ],
)
def test_spellings_of_one_number(language, texts, value):
    for text in texts.split(" | "):
        words = words_of(text)
        assert [(run.end - run.start, run.value) for run in number_runs(words, language)] == [(len(words), value)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "no one came", ["1"]),
        ("bn", "একটা একটি এক", ["1টা", "1টি", "1"]),
        ("en", "hundreds of thousands", []),
        ("en", "a quarter of the town", []),
        ("en", "five, six", ["5", "6"]),
        ("en", "nine ten eleven", ["9", "10", "11"]),
        ("en", "1 2 3 go", ["1", "2", "3"]),
        ("en", "ten to twelve", ["10", "12"]),
        ("en", "I said no. Five men came", ["5"]),
        ("en", "e-mail - five men - air-5 - covid-19", ["5"]),
        ("en", "well-5 10-12 — 5", ["5"]),
        ("en", "in 1984 twenty men", ["1984", "20"]),
        ("en", "five hundred-strong", []),
        ("bn", "সে সুখী নয়", []),
        ("pt", "no ten five dollars", []),
        ("pl", "ten 5 procent", ["5%"]),
        (None, "1.000", ["1.000"]),
        ("en", "1.000", ["1"]),
        ("en", "9" * 5000, ["9" * 5000]),
    ],
)
def test_what_is_a_number_and_what_is_not(language, text, found):
    assert values(text, language) == found
