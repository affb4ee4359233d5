"""Guards catch what reverses a meaning and let ordinary disagreements pass."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.text.guard_hits import GuardKind
from shrutik_core.consensus.text.guards import guard
from shrutik_core.consensus.text.numbers_and_negations import numbers_and_negations, tokens_of, vocabulary_of
from shrutik_core.consensus.text.word_lists import LISTS, word_lists_of
from shrutik_core.shared.texts import comparison_key
from shrutik_core.testing.crowds import Mistyper
from unit.core.consensus import contradictions
from unit.core.consensus.sentences import BY_LANGUAGE

CONTRADICTIONS = [
    (language, a, b)
    for language, table in (
        ("en", contradictions.ENGLISH),
        ("bn", contradictions.BENGALI),
        ("hi", contradictions.HINDI),
    )
    for a, b in contradictions.pairs(table)
]

SAME = contradictions.pairs(contradictions.SAME)

any_text = st.text(max_size=40) | st.sampled_from([s for rows in BY_LANGUAGE.values() for s in rows])


def test_there_are_enough_pairs():
    assert len(CONTRADICTIONS) >= 120


@pytest.mark.parametrize(("language", "a", "b"), CONTRADICTIONS)
@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_a_contradiction_is_caught(language, a, b, known):
    assert guard([a, b], language if known else None)
    assert guard([a, a, a, b, a], language if known else None)


@pytest.mark.parametrize(("language", "a", "b"), SAME)
def test_the_same_written_differently_passes(language, a, b):
    assert guard([a, b], language) == ()
    assert guard([a, b]) == ()


def _ordinary(language, count):
    rng = np.random.default_rng(20261122)
    made = 0
    while made < count:
        truth = BY_LANGUAGE[language][int(rng.integers(20))]
        texts = [Mistyper(language, float(rng.uniform(0.05, 0.2)), 0.1).type(truth, rng) for _ in range(2)]
        if len({comparison_key(text) for text in texts}) > 1:
            made += 1
            yield texts


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_few_ordinary_disagreements_are_sent_to_review(known):
    sent = [
        bool(guard(texts, language if known else None))
        for language in BY_LANGUAGE
        for texts in _ordinary(language, 100)
    ]
    assert len(sent) == 300
    assert sum(sent) <= 15


@given(st.lists(any_text, max_size=5), st.randoms())
def test_the_order_of_votes_does_not_matter(texts, shuffler):
    shuffled = list(texts)
    shuffler.shuffle(shuffled)
    assert [(h.kind, h.readings) for h in guard(texts)] == [(h.kind, h.readings) for h in guard(shuffled)]


@given(any_text, st.integers(1, 5))
def test_unanimous_votes_pass(text, votes):
    assert guard([text] * votes) == ()


@given(any_text, any_text)
def test_canonically_equivalent_texts_are_one(a, b):
    decomposed = [unicodedata.normalize("NFD", a), unicodedata.normalize("NFD", b)]
    assert guard([a, b]) == guard(decomposed)


@given(st.lists(any_text, max_size=5))
def test_empty_texts_have_no_say(texts):
    kinds = [hit.kind for hit in guard(texts)]
    assert [hit.kind for hit in guard([*texts, "", " ।"])] == kinds


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_are_told_apart_in_any_script(a, b):
    bengali = "".join(chr(ord("০") + int(digit)) for digit in str(b))
    assert bool(guard([f"{a} জন", f"{bengali} জন"])) == (a != b)


@given(st.sampled_from(sorted(LISTS)), st.integers(0, 99))
def test_every_number_word_equals_its_digits(code, value):
    for word, number in LISTS[code].numbers.items():
        if number == value and word not in LISTS[code].ambiguous:
            marks = numbers_and_negations(tokens_of(word), code, vocabulary_of([(word,)], code))
            assert [one.value for one in marks.numbers] == [str(value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two lakh thirty thousand", ["230000"]),
        ("three hundred and forty five", ["345"]),
        ("two thousand and six", ["2006"]),
        ("fifteen hundred", ["1500"]),
        ("one two three", ["123"]),
        ("সাড়ে পাঁচ হাজার", ["5500"]),
        ("পাঁচশো পঁচিশ টাকা", ["৳525"]),
        ("minus five degrees", ["-5°"]),
        ("10:30", ["1030"]),
        ("No. 5", ["5"]),
        ("তৃতীয়", ["3"]),
        ("তিন লাখ দশ হাজার", ["310000"]),
        ("ढाई सौ", ["250"]),
        ("दो करोड़ तीन लाख", ["20300000"]),
        ("007", ["7"]),
        ("1.50", ["1.5"]),
        ("12/5", ["12/5"]),
        ("10,00,000", ["1000000"]),
        ("½", ["0.5"]),
    ],
)
def test_numbers_are_read_by_the_grammar_of_counting(text, values):
    tokens = tokens_of(text)
    assert [n.value for n in numbers_and_negations(tokens, None, vocabulary_of([tokens])).numbers] == values


def test_a_hit_says_who_reads_what():
    (hit,) = guard(["15 men", "50 men", "১৫ men"])
    assert (hit.kind, hit.readings, hit.transcriptions) == (GuardKind.NUMBER, ("15", "50"), ((0, 2), (1,)))


def test_a_passage_that_one_vote_lacks_is_no_contradiction():
    whole = "the king came back and he did not bring any of his men with him"
    assert guard([whole, "the king came back and"]) == ()


@pytest.mark.parametrize(
    ("tag", "codes"),
    [
        ("bn-BD", ["bn"]),
        ("EN_us", ["en"]),
        ("pt", []),
        ("xx", []),
        (None, ["bn", "hi", "en"]),
        ("", ["bn", "hi", "en"]),
        ("und", ["bn", "hi", "en"]),
    ],
)
def test_a_tag_finds_the_lists_of_its_language_and_none_of_another(tag, codes):
    assert [one.code for one in word_lists_of(tag)] == codes


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [("pt", "estava no carro", "estava na carro"), ("pl", "ten dom", "tej dom"), ("es", "no quiero", "yo quiero")],
)
def test_words_of_another_language_are_no_numbers_and_no_negations(language, a, b):
    assert guard([a, b], language) == ()


def test_many_votes_that_all_name_another_number_are_told_apart():
    (hit,) = guard([f"{n} men came" for n in range(100, 300)])
    assert len(hit.readings) == len(hit.transcriptions) == 200
