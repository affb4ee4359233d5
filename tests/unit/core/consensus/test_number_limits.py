"""Numbers without end, odd digits and runs of signs: each is read at once, and without an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.text.number_places import core_of
from unit.core.consensus.number_values import CODES, values

ODD = """
one five twenty hundred thousand million trillion dozen half quarter third point minus and a oh to past
² ① Ⅷ ½ ३ ৫ 5 1,000 .5 - % $ $5 10:30 kg . , । তিন হাজার কোটি সাড়ে দশমিক पाँच सौ दशमलव
"""


@pytest.mark.property
@given(st.lists(st.sampled_from(ODD.split()), max_size=40).map(" ".join), CODES)
def test_whatever_stands_beside_number_words_is_read(text, code):
    assert values(text, code) == values(f" {text} ", code)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("grew point ²", ["²"]),
        ("5 point ²", ["5", "²"]),
        ("three point " + "5" * 30, ["3." + "5" * 30]),
        ("three point " + "5" * 4500, ["three point " + "5" * 4500]),
        ("million million " * 400, []),
        ("three point " + "five " * 4500, ["three point" + " five" * 4500]),
        ("one million trillion one million trillion", ["one million trillion one million trillion"]),
        ("five point twenty point five", ["5.2", "5"]),
    ],
)
def test_a_number_that_is_longer_than_any_count_equals_itself(text, found):
    assert values(text, "en") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("1" + "." * 10**5 + "1", 1), ("1," * 50_000 + "a", 0), ("a" + "." * 10**5 + "1" + "." * 10**5 + "a", 0)],
)
def test_signs_without_end_are_read_at_once(text, found):
    assert values(text, "en") == [text] * found
    assert core_of(f".{text}.") == text


@pytest.mark.parametrize(
    ("shown", "core"), [("(5%)", "5%"), ("-5,", "-5"), ("...", ""), ("-", ""), ("#5#", "#5"), ("", "")]
)
def test_the_core_of_a_number_has_no_punctuation_around_it(shown, core):
    assert core_of(shown) == core


def test_points_that_are_said_again_and_again_are_read():
    assert values("five point twenty " * 2000, "en")
    assert values("five point " * 2000, "en")
