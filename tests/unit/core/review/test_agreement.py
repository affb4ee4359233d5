"""Krippendorff's alpha of pairs, and of second looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.review.agreement import PairCounts, ReviewAgreement, agreement_of, aligned
from shrutik_core.review.review import EarlierDecision, ReviewDecision, Ruling
from shrutik_core.testing.builders import a_contributor, a_review, an_instant

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)
WORDS = st.lists(st.sampled_from(["আমি", "গান", "গাই", "না"]), max_size=6)


def alpha(pairs):
    counts = PairCounts()
    counts.add(pairs)
    return counts.alpha()


def look(earlier, ruling, number=1, proposed=None):
    review = a_review(number, earlier=EarlierDecision(earlier, proposed))
    return review.decide(a_contributor(3).id, ruling, an_instant(9))


EDIT, ACCEPT, REJECT = ReviewDecision.EDIT, Ruling(ReviewDecision.ACCEPT), Ruling(ReviewDecision.REJECT)


def test_the_examples_that_were_published_with_it():
    """Krippendorff (2011), sections A and B: binary and nominal data of two observers without missing values."""
    assert alpha(zip("0100000010", "1110010000", strict=True)) == pytest.approx(0.095, abs=5e-4)
    assert alpha(zip("aabbdcccedda", "babbbccceddd", strict=True)) == pytest.approx(0.692, abs=5e-4)


@given(PAIRS)
def test_agreement_is_one_if_nothing_differs_and_less_otherwise(pairs):
    assert -1 <= alpha(pairs) <= 1
    assert (alpha(pairs) == 1) == all(one == other for one, other in pairs)


@given(PAIRS)
def test_who_of_the_two_said_it_and_when_does_not_count(pairs):
    swapped = [(other, one) for one, other in reversed(pairs)]
    assert alpha(swapped) == alpha(pairs)


@given(PAIRS)
def test_it_is_what_the_definition_says_for_every_coincidence(pairs):
    values = [value for pair in pairs for value in pair]
    differing = sum(one != other for one, other in pairs) / len(pairs)
    ordered = [(one, other) for i, one in enumerate(values) for j, other in enumerate(values) if i != j]
    by_chance = sum(one != other for one, other in ordered) / len(ordered)
    assert alpha(pairs) == pytest.approx(1 - differing / by_chance if by_chance else 1.0)


@given(WORDS, WORDS)
def test_aligned_words_are_those_of_both_texts_in_order(first, second):
    pairs = list(aligned(first, second))
    assert [one for one, _ in pairs if one is not None] == first
    assert [other for _, other in pairs if other is not None] == second
    assert all(pair != (None, None) for pair in pairs)
    assert len(pairs) <= len(first) + len(second)


def test_there_is_no_agreement_without_second_looks():
    assert agreement_of([], "bn") == ReviewAgreement(0, 0, None, None)
    assert agreement_of([a_review(1)], "bn") == ReviewAgreement(0, 0, None, None)


def test_texts_agree_whatever_their_marks_and_a_rejection_is_a_value():
    looks = [
        look("আমি গান গাই", Ruling(EDIT, "আমি গান, গাই।")),
        look("আমি গান গাই না", ACCEPT, 2, "আমি গান গাই"),
        look("আমি যাই", REJECT, 3),
    ]
    told = agreement_of(looks, "bn")
    assert (told.clips, told.same) == (3, 1)
    # Texts: three, one and two different values in pairs, of which two differ.
    assert told.alpha_texts == pytest.approx(1 - (2 * 2) / ((36 - (9 + 1 + 1 + 1)) / 5))
    # Words: seven places, one of which differs; each of three words four times, one once, and one that is missing.
    assert told.alpha_words == pytest.approx(1 - 2 / ((14**2 - (3 * 16 + 1 + 1)) / 13))


def test_clips_without_a_word_are_agreed_on_as_texts_alone():
    told = agreement_of([look("", ACCEPT, proposed="")], "bn")
    assert (told.clips, told.same, told.alpha_texts, told.alpha_words) == (1, 1, 1.0, None)
