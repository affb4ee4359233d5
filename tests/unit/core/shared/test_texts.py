"""Unicode: what counts as the same word, and as one character."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.texts import canonical, comparison_key, graphemes, words

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
PLAIN = st.text(st.sampled_from("abcÀÉñß ABC বাংলায়গড়ক্ষে।,.!-'’ ় हिन्दी नहीं 0159"), max_size=40)


@pytest.mark.property
@given(TEXTS)
def test_the_key_of_a_key_is_itself(text):
    assert comparison_key(comparison_key(text)) == comparison_key(text)


@pytest.mark.property
@given(TEXTS, st.sampled_from(["NFC", "NFD"]))
def test_canonically_equivalent_texts_have_one_key(text, form):
    assert comparison_key(unicodedata.normalize(form, text)) == comparison_key(text)


@pytest.mark.property
@given(PLAIN)
def test_the_key_is_the_judges_but_for_folds_and_lone_apostrophes(text):
    text = canonical(text)
    kept = (
        c if c == "'" or unicodedata.category(c)[0] in "LMN" else " " for c in text.replace("\u2019", "'").casefold()
    )
    judged = [word for word in "".join(kept).split() if word.strip("'")]
    assert [word for word in words(text) if word.strip("'")] == judged


@pytest.mark.property
@given(TEXTS)
def test_graphemes_put_together_are_the_text(text):
    assert "".join(graphemes(text)) == text


def test_vowel_signs_stay():
    assert comparison_key("আমি বাংলায় গান গাই।") == unicodedata.normalize("NFC", "আমি বাংলায় গান গাই")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("১২৩", "123"),
        ("१२३ ٤", "123 4"),
        ("ক্‍ষ", "ক্ষ"),
        ("don’t", "don't"),
        ("DonʼT", "don't"),
        ("caf\u00e9", "cafe\u0301"),
        ("ড়", "ড\u09bc"),
        ("air-tight", "Air tight!"),
    ],
)
def test_these_are_the_same(one, other):
    assert comparison_key(one) == comparison_key(other)


@pytest.mark.parametrize(("one", "other"), [("15", "50"), ("যাব", "যাব না"), ("can", "can't"), ("বাংলা", "বাংলায়")])
def test_these_are_not(one, other):
    assert comparison_key(one) != comparison_key(other)


def test_a_conjunct_with_its_vowel_sign_is_few_characters():
    assert len(graphemes("ক্ষি")) < len("ক্ষি")
    assert len(graphemes("বাংলা")) == 2 < len("বাংলা")
