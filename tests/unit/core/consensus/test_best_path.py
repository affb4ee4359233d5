"""The best path through contested places is the best of all paths, and compounds stay whole."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.vote.align_batch import align_batch
from shrutik_core.consensus.vote.batch import Row, read
from shrutik_core.consensus.vote.best_path import APART, TOGETHER, best_path

words = st.sampled_from(["ক", "খ", "গ", "foot", "path", "footpath", "a"])
clips = st.lists(st.lists(words, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)


def aligned_batch(*texts):
    return align_batch(read([[Row(text) for text in clip] for clip in texts]))


def weight(ballot, left, right):
    """The weight of two choices in neighbouring contested slots, counted one vote after the other."""
    voters = [set(ballot.network.vote[ballot.of_cell == choice].tolist()) for choice in (left, right)]
    together = len(voters[0] & voters[1])
    return TOGETHER * np.log(together) if together else APART


def total(ballot, scores, path):
    logs = np.log(ballot.shares(scores))
    item, contested = ballot.network.item, ballot.contested
    pairs = [s for s in range(1, len(item)) if item[s] == item[s - 1] and contested[s] and contested[s - 1]]
    return logs[path].sum() + sum(weight(ballot, path[s - 1], path[s]) for s in pairs)


@pytest.mark.property
@given(clips, clips, st.integers(0, 2**32 - 1))
def test_no_path_is_better_than_the_one_that_is_found(one, other, seed):
    ballot = aligned_batch(one, other).ballot
    scores = np.random.default_rng(seed).normal(size=ballot.choices)
    found = best_path(ballot, scores)
    assert np.array_equal(ballot.slot[found], np.arange(len(ballot.network.item)))
    options = [range(ballot.first[s], ballot.first[s + 1]) for s in range(len(found))]
    if np.prod([len(o) for o in options]) <= 3_000:
        best = max(total(ballot, scores, np.array(path)) for path in product(*options))
        assert total(ballot, scores, found) == pytest.approx(best, abs=1e-6)


def test_a_compound_is_given_out_as_somebody_typed_it():
    texts = ["the foot path now", "the foot path now", "the footpath now", "the footpath now", "the foot pass now"]
    aligned = aligned_batch(texts)
    ballot, keys = aligned.ballot, aligned.keys
    even = np.zeros(ballot.choices)
    said = [keys[word] for word in ballot.word[best_path(ballot, even)] if word]
    assert " ".join(said) in texts
