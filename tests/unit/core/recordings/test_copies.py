"""Copies: a part keeps the marks of the whole, an index grows by a bounded number, and rules say what follows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.recordings.copies import MOST_MARKS, CopyRules, Treatment, marks
from shrutik_core.recordings.fingerprint import RATE, Fingerprint
from shrutik_core.recordings.likeness import copied, fingerprint
from shrutik_core.recordings.quality_rules import Severity
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import read_family
from shrutik_core.testing.builders import a_recording
from shrutik_core.testing.fingerprint_builders import a_fingerprint, a_recording_fingerprint

words = st.lists(st.integers(0, 2**31 - 1), max_size=3 * MOST_MARKS)
few = st.lists(st.integers(0, 4 * MOST_MARKS), max_size=3 * MOST_MARKS)


@given(words | few)
def test_marks_are_words_that_sound_each_once_and_no_more_than_the_most(heard):
    found = marks(a_fingerprint(heard))
    assert set(found) <= set(heard)
    assert list(found) == sorted(set(found))
    assert len(found) == min(len(set(heard)), MOST_MARKS)


@given(words | few, words | few)
def test_a_part_keeps_what_it_holds_of_the_marks_of_the_whole(part, rest):
    whole = set(marks(a_fingerprint(part + rest)))
    assert whole & set(part) <= set(marks(a_fingerprint(part)))


@given(few, st.randoms())
def test_neither_order_nor_repetition_matters(heard, shuffler):
    shuffled = heard * 2
    shuffler.shuffle(shuffled)
    assert marks(a_fingerprint(shuffled)) == marks(a_fingerprint(heard))


@given(words | few)
def test_marks_are_those_that_earlier_versions_kept(heard):
    """The index holds them: the shuffle is multiplication of 32-bit words, as numpy does it."""
    unique = np.unique(np.array(heard, np.uint32))
    with np.errstate(over="ignore"):
        order = np.argsort(unique * np.uint32(2_654_435_769), kind="stable")
    assert marks(a_fingerprint(heard)) == tuple(sorted(unique[order[:MOST_MARKS]].tolist()))


@given(st.lists(st.integers(0, 2**31 - 1), max_size=50))
def test_where_nothing_sounds_there_is_no_mark(silent):
    assert marks(Fingerprint(np.array(silent, "<u4").tobytes())) == ()


def test_a_recording_is_no_copy_of_itself_and_the_first_copy_counts():
    one = a_recording_fingerprint(1)
    same_bytes = a_recording_fingerprint(2, sha256=one.sha256, fingerprint=Fingerprint())
    other = a_recording_fingerprint(3)
    assert copied(one, [one]) is None
    assert copied(one, [other]) is None
    assert copied(one, [one, other, same_bytes]) == same_bytes


def test_the_same_take_is_a_copy_whatever_its_bytes():
    noise = np.random.default_rng(1).standard_normal(6 * RATE).astype(np.float32)
    one = a_recording_fingerprint(1, fingerprint=fingerprint(noise, RATE))
    softer = a_recording_fingerprint(
        2, fingerprint=fingerprint(noise[15 * RATE * 32 // 1_000 :] * np.float32(0.5), RATE)
    )
    assert copied(one, [softer]) == softer
    assert set(marks(one.fingerprint)) & set(marks(softer.fingerprint))


@given(st.sampled_from(Treatment), st.sampled_from(Treatment), st.booleans())
def test_a_finding_is_as_bad_as_the_rules_say(own_rule, others_rule, own):
    rules = CopyRules(own=own_rule, others=others_rule)
    found, rule = rules.finding(own=own), own_rule if own else others_rule
    expected = {"accept": None, "warn": Severity.WARN, "refuse": Severity.REFUSE}[rule]
    assert (found.severity if found else None) is expected
    if found:
        assert found.code == ("duplicate" if own else "copied")


def test_copies_are_refused_unless_the_collection_says_otherwise():
    assert CopyRules() == CopyRules(own=Treatment.REFUSE, others=Treatment.REFUSE)


@pytest.mark.parametrize("values", [{"own": "keep"}, {"others": 1}, {"mine": "warn"}, {"own": None, "mine": "x"}])
def test_rules_that_make_no_sense_are_refused(values):
    with pytest.raises(Invalid) as error:
        read_family(CopyRules, values)
    assert error.value.code == "copy_rules_invalid"
    assert {fault.field for fault in error.value.errors} == set(values)
    assert a_recording().copy_of is None
