import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shrutik_core.chunking import sliding
from shrutik_core.chunking.pauses import cutting_cost
from shrutik_core.chunking.plan import _REACH
from shrutik_core.chunking.sliding import piecewise, receding_max, runs, sliding_max, sliding_mean, sliding_min

rows = arrays(np.float32, st.tuples(st.integers(1, 3), st.integers(1, 40)), elements=st.floats(-99, 99, width=32))


@pytest.mark.property
@given(rows, st.integers(0, 50), st.integers(0, 50))
def test_extremes_are_those_of_each_window(values, before, after):
    for i in range(values.shape[1]):
        window = values[:, max(0, i - before) : i + after + 1]
        assert np.array_equal(sliding_max(values, before, after)[:, i], window.max(axis=1))
        assert np.array_equal(sliding_min(values, before, after)[:, i], window.min(axis=1))


@pytest.mark.property
@given(rows, st.integers(0, 50), st.floats(0, 9))
def test_a_receding_maximum_fades_with_distance(values, reach, fade):
    found = receding_max(values, reach, fade)
    for i in range(values.shape[1]):
        far = np.arange(min(i, reach) + 1)
        assert found[:, i] == pytest.approx((values[:, i - far] - far * fade).max(axis=1), abs=1e-3)


@pytest.mark.property
@given(rows, st.sampled_from([1, 3, 5, 9]))
def test_a_mean_is_that_of_each_window_with_the_ends_going_on(values, width):
    half = width // 2
    index = np.clip(np.arange(-half, half + 1) + np.arange(values.shape[1])[:, None], 0, values.shape[1] - 1)
    assert sliding_mean(values, width) == pytest.approx(values[:, index].mean(axis=2), abs=1e-2)


@pytest.mark.property
@given(st.lists(st.booleans(), max_size=60))
def test_runs_are_the_stretches_of_true_frames(marks):
    first, after = runs(np.array(marks, bool))
    told = np.zeros(len(marks), bool)
    for low, high in zip(first, after, strict=True):
        assert low < high
        told[low:high] = True
    assert told.tolist() == marks
    assert (first[1:] > after[:-1]).all()


@pytest.mark.parametrize("frames", [1, 299, 300, 301, 2_000])
def test_the_cost_of_cuts_is_the_same_taken_piece_by_piece(frames, monkeypatch):
    monkeypatch.setattr(sliding, "_PIECE", 300)
    score, risk = np.random.default_rng(frames).random((2, frames), np.float32) ** 4
    assert np.array_equal(piecewise(cutting_cost, _REACH, score, risk.copy()), cutting_cost(score, risk))
