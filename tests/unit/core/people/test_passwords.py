"""Passwords: of any characters, but not short, and not what others would guess first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people import common_passwords
from shrutik_core.people.common_passwords import COMMON_PASSWORDS
from shrutik_core.people.passwords import LONGEST_PASSWORD, LONGEST_UNIT, SHORTEST_PASSWORD, check_password
from shrutik_core.shared.errors import Invalid

NAME, EMAIL = "রহিমা খাতুন", "rahima.khatun@example.org"


def refused(password, *own):
    try:
        check_password(password, *own)
    except Invalid as error:
        assert error.code == "password_invalid"
        assert [field.field for field in error.errors] == ["password"]
        return True
    return False


@given(st.text(max_size=300))
def test_a_password_that_passes_stays_as_it_was_typed(text):
    if not refused(text):
        assert check_password(text) == text
        assert SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD
        assert text.strip()


@given(st.text(max_size=SHORTEST_PASSWORD - 1) | st.text(min_size=LONGEST_PASSWORD + 1, max_size=LONGEST_PASSWORD + 9))
def test_a_password_is_neither_short_nor_endless(text):
    assert refused(text)


@given(st.text(st.characters(categories=["Z", "Cc", "Cf"]), min_size=SHORTEST_PASSWORD, max_size=20))
def test_what_cannot_be_seen_is_no_password(text):
    assert refused(text)


WORDS = sorted(word for word in COMMON_PASSWORDS if not word.isdecimal())


@given(st.sampled_from(WORDS), st.text("0123456789!.#?*_-", max_size=9), st.booleans())
def test_a_common_password_is_refused_however_it_is_dressed_up(word, edge, before):
    dressed = edge + word.title() if before else word.upper() + edge
    assert refused(dressed.ljust(SHORTEST_PASSWORD, "1"))


@given(st.text(min_size=1, max_size=LONGEST_UNIT), st.integers(SHORTEST_PASSWORD, 64))
def test_a_few_characters_over_and_over_are_refused(unit, length):
    assert refused((unit * length)[:length])


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PASSWORD",
        "Password123!",
        "p@ssw0rd",
        "P455w0rd!!",
        "ｐａｓｓｗｏｒｄ",
        "12345678",
        "87654321",
        "abcdefgh",
        "qwertyuiop",
        "poiuytrewq",
        "1q2w3e4r5t",
        "        ",
        "\u2003" * 9,
        "iloveyou2",
        "bangladesh1971",
        "aaaaaaaa",
        "abcabcabc",
        "rahima.khatun@example.org",
        "RAHIMA.KHATUN",
        "Rahima.Khatun99",
        "রহিমা খাতুন",
        "রহিমাখাতুন",
        "রহিমা খাতুন ১৯৮০",
    ],
)
def test_these_are_guessed_first(password):
    assert refused(password, NAME, EMAIL)


@pytest.mark.parametrize(
    "password",
    [
        "a long password",
        "correct horse battery",
        "tr0ub4dor&3",
        "আমার সোনার নৌকা",
        "kX9#mPq2vL",
        "mina was here yesterday",
        "rahima likes tea",
    ],
)
def test_these_are_not(password):
    assert check_password(password, NAME, EMAIL) == password


def test_a_person_without_an_address_or_name_has_a_password_all_the_same():
    assert check_password("a long password", None, "") == "a long password"


def test_the_list_is_long_and_in_order():
    words = common_passwords._WORDS.split()
    assert words == sorted(set(words))
    assert len(words) >= 500
    assert all(word == word.casefold() for word in words)
