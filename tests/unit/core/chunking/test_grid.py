"""Frames among samples: checked one by one against what they say they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking import Features
from shrutik_core.chunking.grid import Grid

grids = st.integers(1, 50).flatmap(lambda hop: st.builds(Grid, st.integers(0, hop - 1), st.just(hop)))
samples = st.integers(0, 3_000)


@given(grids, samples, samples)
def test_the_frames_within_are_those_at_the_start_or_after_it_and_before_the_end(grid, one, other):
    start, end = min(one, other), max(one, other)
    frames = range(4_000)[grid.within(start, end)]
    assert list(frames) == [frame for frame in range(4_000) if start <= grid.sample(frame) < end]


@given(grids, st.lists(st.integers(0, 500)))
def test_a_row_of_frames_lies_where_each_of_them_lies(grid, frames):
    assert grid.samples(np.array(frames, np.int64)).tolist() == [grid.origin + frame * grid.hop for frame in frames]
    assert [grid.sample(frame) for frame in frames] == [grid.origin + frame * grid.hop for frame in frames]


@given(grids, samples, samples, st.lists(st.booleans(), min_size=1, max_size=300))
def test_speech_is_heard_from_the_first_loud_frame_to_the_last_one(grid, one, other, loud):
    start, end = min(one, other), max(one, other)
    heard = [grid.sample(frame) for frame, is_loud in enumerate(loud) if is_loud]
    inside = [sample for sample in heard if start <= sample < end]
    assert grid.heard(start, end, np.array(loud)) == ((inside[0], inside[-1]) if inside else (start, end))


def test_a_recording_has_the_grid_of_its_envelope():
    sound = np.ones(16_000, np.float32)
    sound[:7] = 0
    features = Features.of(sound, 16_000)
    assert Grid.of(features) == Grid(origin=7, hop=160)
