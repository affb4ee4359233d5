import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chunking_sounds import phrases, recordings
from shrutik_core.chunking import Features
from shrutik_core.chunking.loudness import loudness
from shrutik_core.chunking.pauses import candidates, cutting_cost
from shrutik_core.chunking.risk import word_risk

costs = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=300).map(lambda row: np.array(row, np.float32))


@pytest.mark.property
@settings(max_examples=30, deadline=None)
@given(recordings(longest=20))
def test_risk_is_a_probability_and_a_cut_costs_no_less_than_nothing(recording):
    features = Features.of(*recording)
    near = loudness(features).near
    risk = word_risk(features, near)
    assert risk.shape == near.shape
    assert np.all((risk >= 0) & (risk <= 1))
    cost = cutting_cost(near, risk)
    assert np.all((cost >= 0) & (cost <= 1.1))


@pytest.mark.property
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 999), st.sampled_from([8_000, 16_000, 44_100]))
def test_the_middle_of_a_pause_is_less_at_risk_than_that_of_a_burst(seed, rate):
    sound = phrases(rate, 12, seed)
    features = Features.of(sound, rate)
    risk = word_risk(features, loudness(features).near)
    loud = np.abs(sound) > 0.02
    every = np.lib.stride_tricks.sliding_window_view(np.pad(loud, rate // 10), rate // 5)
    share = every[:: features.hop].mean(axis=1)[: len(risk)]
    pauses, bursts = risk[: len(share)][share == 0], risk[: len(share)][share > 0.8]
    assert np.median(pauses) < 0.1
    assert np.median(bursts) > 0.8


@pytest.mark.property
@given(costs)
def test_every_pause_and_every_recording_has_a_place(cost):
    places = candidates(cost, 100)
    assert len(places)
    assert np.all(np.diff(places) > 0)
    low = np.concatenate([[False], cost < 0.05, [False]])
    starts, ends = np.flatnonzero(low[1:] & ~low[:-1]), np.flatnonzero(low[:-1] & ~low[1:])
    for start, end in zip(starts, ends, strict=True):
        assert np.any((places >= start) & (places < end))


@pytest.mark.property
@given(st.integers(20, 280), st.integers(0, 999))
def test_noise_in_a_pause_does_not_move_its_middle(length, seed):
    noise = np.random.default_rng(seed).uniform(0, 0.005, length)
    cost = np.concatenate([np.full(30, 0.6), noise, np.full(30, 0.6)]).astype(np.float32)
    (place,) = (place for place in candidates(cost, 100) if 30 <= place < 30 + length)
    assert abs(place - (29.5 + length / 2)) <= 2
