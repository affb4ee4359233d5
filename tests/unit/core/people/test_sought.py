"""Who is looked for: every beginning of a word finds, whatever its capitals; nothing else does."""

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from shrutik_core.people.sought import Sought, lowered

words = st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=12)
names = st.lists(words, min_size=1, max_size=4)


def as_kept(text):
    return unicodedata.normalize("NFC", text)


def typed(text):
    sought = Sought.typed(text)
    assert sought is not None
    return sought


@given(names, st.data())
def test_any_beginnings_of_words_find_the_name(said, data):
    name = as_kept(" ".join(said))
    begun = [word[: data.draw(st.integers(1, len(word)))] for word in name.split(" ")]
    asked = data.draw(st.permutations(begun))
    assert typed(" ".join(asked)).finds(name, None)


@given(st.text("abcXYZ", min_size=1, max_size=8), st.sampled_from([str.upper, str.lower, str.capitalize, str.swapcase]))
def test_capitals_of_ascii_do_not_matter(word, spelling):
    assert typed(spelling(word)).finds(word, None)


@given(names, words)
def test_what_begins_no_word_finds_nobody(said, other):
    name, other = as_kept(" ".join(said)), as_kept(other)
    spellings = {lowered(one) for one in (other, other.lower(), other.upper(), other.capitalize())}
    assume(not any(lowered(word).startswith(tuple(spellings)) for word in name.split(" ")))
    assert not typed(other).finds(name, None)


def test_all_words_must_be_found_and_the_address_is_one():
    both = typed("mina exam")
    assert not both.finds("Mina Rahman", "mina@example.org")
    assert typed("rah mina@").finds("Karim Rahman", "mina@example.org")
    assert not typed("mina@").finds("Mina", None)


def test_nothing_typed_seeks_nobody():
    assert [Sought.typed(text) for text in ("", "  ", "\0")] == [None] * 3


def test_capitals_beyond_ascii_are_tried_too():
    for text in ("élo", "ÉLO", "Élo"):
        assert typed(text).finds("Élodie", None)
