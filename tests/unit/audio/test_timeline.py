"""What is missing before a frame: gaps are told from jitter, drift, rounding and a single wrong time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_audio.decoding.timeline import Moment, Timeline

RATE, FRAME = 48_000, 960
TOLERANCE = 2_400
LAST_BELIEVED = 480_000


def missing(moments):
    timeline = Timeline(RATE)
    return [timeline.missing(moment, after) for moment, after in pairwise([*moments, None])]


def at(*starts):
    return [Moment(start, FRAME) for start in starts]


def steady(count=500, start=0.0):
    return [start + number * FRAME for number in range(count)]


@given(
    st.floats(-1e12, 1e12),
    st.lists(st.tuples(st.integers(2, 300), st.integers(TOLERANCE + FRAME, 10**9)), min_size=1, max_size=6),
)
def test_every_gap_is_found_whatever_the_start(start, stretches):
    starts, expected = [], []
    for frames, gap in stretches:
        starts += [start + number * FRAME for number in range(frames)]
        expected += [0] * (frames - 1) + [gap]
        start += frames * FRAME + gap
    found = missing(at(*starts, start, start + FRAME))
    assert found[1:-1] == pytest.approx(expected, abs=1)


@given(st.lists(st.floats(0, TOLERANCE - 1), min_size=2, max_size=300), st.floats(-1e12, 1e12))
def test_jitter_is_no_gap(late, start):
    assert not any(missing(at(start, *[start + (n + 1) * FRAME + x for n, x in enumerate(late)])))


@given(st.floats(-9e-4, 9e-4))
def test_a_clock_that_runs_fast_or_slow_leaves_no_gap(drift):
    assert not any(missing(at(*[start * (1 + drift) for start in steady(5_000)])))


@given(st.floats(0, 1e9))
def test_times_rounded_to_milliseconds_leave_no_gap(start):
    assert not any(missing(at(*[round((start + x) / 48) * 48 for x in steady()])))


@given(st.integers(1, 498), st.floats(-1e15, 1e15))
def test_a_single_wrong_time_is_not_believed(number, wrong):
    starts = steady()
    starts[number] = wrong
    assert not any(missing(at(*starts)))


@given(st.integers(0, 10**9))
def test_times_that_go_back_begin_anew(earlier):
    assert not any(missing(at(*steady(50, earlier + 10_000.0), *steady(50))))


def test_a_stream_that_is_joined_begins_anew():
    joined = Moment(3_600.0 * RATE, FRAME, anew=True)
    assert missing([*at(*steady(50)), joined, *at(joined.start + FRAME)]) == [0] * 52


def test_times_that_are_not_told_go_on():
    timed = at(*steady(50))
    assert not any(missing([*timed[:20], *[Moment(None, FRAME)] * 10, *timed[30:]]))
    assert not any(missing([Moment(None, FRAME)] * 10))


@pytest.mark.parametrize(("gap", "found"), [(TOLERANCE, 0), (TOLERANCE + 1, TOLERANCE + 1)])
def test_the_edge_of_a_gap(gap, found):
    assert missing(at(0, FRAME + gap, 2 * FRAME + gap))[1] == found


@pytest.mark.parametrize(("gap", "found"), [(LAST_BELIEVED, LAST_BELIEVED), (LAST_BELIEVED + 1, 0)])
def test_the_edge_of_a_gap_that_nothing_confirms(gap, found):
    assert missing(at(0, FRAME + gap)) == [0, found]
