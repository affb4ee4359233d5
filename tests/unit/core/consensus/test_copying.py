"""Who copies is found; who errs alike by chance, or because the clip suggests it, is not named."""

import numpy as np
import pytest

from shrutik_core.consensus.crowd.copying import copied_pairs, errors_of
from shrutik_core.testing.crowds import Crowd, Mistyper
from unit.core.consensus.sentences import BENGALI, ENGLISH, sentences


def _clips(language, lines, copies, seed=1):
    people = {f"p{i}": Mistyper(language, 0.15) for i in range(12)}
    truths = {f"{i}": lines[i % len(lines)] for i in range(120)}
    typed = {item: {} for item in truths}
    for row in Crowd(people, copies=copies).transcribe(truths, 7, np.random.default_rng(seed)):
        typed[row.item][row.worker] = row.text
    return [(truths[item], typed[item]) for item in truths]


@pytest.mark.parametrize(("language", "lines"), [("en", ENGLISH), ("bn", BENGALI)])
def test_one_who_copies_and_two_who_copy_each_other_are_found(language, lines):
    found = copied_pairs(_clips(language, sentences(lines), {"p3": "p8", "p5": "p6", "p6": "p5"}))
    assert {(pair.one, pair.other) for pair in found} == {("p3", "p8"), ("p5", "p6")}


@pytest.mark.parametrize(("language", "lines"), [("en", ENGLISH), ("bn", BENGALI)])
def test_nobody_is_named_among_independent_people(language, lines):
    for seed in range(3):
        assert copied_pairs(_clips(language, sentences(lines), {}, seed)) == ()


def test_errors_that_the_clip_suggests_to_everybody_are_no_sign():
    clips = [("we met there", dict.fromkeys("abcdefg", "we met their")) for _ in range(50)]
    assert copied_pairs(clips) == ()


def test_agreeing_with_the_settled_text_is_no_sign():
    assert copied_pairs([("we met there", {"a": "we met there", "b": "We met there."})] * 500) == ()


def test_errors_are_placed():
    assert errors_of("one too", "one two") == {(1, "too")}
    assert errors_of("one", "one two") == {(1, "")}
    assert errors_of("one two", "One two.") == frozenset()
