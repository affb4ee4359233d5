"""Fingerprints: symmetric, steady under gain and cuts, apart for other sound."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.recordings.fingerprint import RATE, SECONDS, Fingerprint
from shrutik_core.recordings.likeness import fingerprint, likeness, same_take
from shrutik_core.shared.errors import Invalid

words = st.lists(st.integers(0, 2**32 - 1), max_size=120).map(
    lambda values: Fingerprint(np.array(values, "<u4").tobytes())
)


def take(seed, seconds=6.0):
    """Tones that come and go as voices do, at 4 kHz."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    sound = np.zeros(len(at))
    for _ in range(40):
        start, pitch = rng.uniform(0, seconds), rng.uniform(250, 1_700)
        sound += np.exp(-(((at - start) / 0.15) ** 2)) * np.sin(2 * np.pi * pitch * at)
    return (0.05 * sound + 1e-4 * rng.standard_normal(len(at))).astype(np.float32)


@settings(deadline=None, max_examples=40)
@given(words, words)
def test_likeness_is_symmetric_and_a_share(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1_000), st.floats(0.05, 8), st.integers(0, RATE), st.integers(0, RATE))
def test_a_copy_is_found(seed, gain, lead, tail):
    sound = take(seed)
    copy = sound[lead : len(sound) - tail] * np.float32(gain)
    assert same_take(fingerprint(sound, RATE), fingerprint(copy, RATE))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1_000), st.floats(0.5, 2.0), st.booleans())
def test_a_copy_that_lost_a_second_of_a_few_is_found_wherever_the_cut_falls(seed, more, front):
    sound = take(seed, 1.3 + more)
    lost = round(1.007 * RATE)
    copy = sound[lost:] if front else sound[:-lost]
    assert same_take(fingerprint(sound, RATE), fingerprint(copy * np.float32(0.5), RATE))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_other_sound_is_not(one, other):
    if one != other:
        assert not same_take(fingerprint(take(one), RATE), fingerprint(take(other), RATE))


@pytest.mark.parametrize("sound", [np.zeros(RATE * 5, np.float32), np.zeros(10, np.float32), take(1)[: RATE // 2]])
def test_silence_and_crumbs_are_like_nothing(sound):
    value = fingerprint(sound, RATE)
    assert likeness(value, value) == 0


def test_only_the_start_counts():
    sound = np.tile(take(3), 20)
    assert fingerprint(sound, RATE) == fingerprint(sound[: round((SECONDS + 1) * RATE)], RATE)
    assert len(fingerprint(sound, RATE).words) <= 4 * (SECONDS / 0.016 + 1)


def test_half_a_word_is_none():
    with pytest.raises(Invalid) as error:
        Fingerprint(b"abc")
    assert error.value.code == "fingerprint"
