"""The envelope: the same however a recording is fed, and whatever silence comes before it."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chunking_sounds import RATES, bursts, recordings
from shrutik_core.chunking import Envelope, Features
from shrutik_core.chunking.envelope import FLOOR_STEPS
from shrutik_core.shared.errors import Invalid


def same(one, other):
    return np.array_equal(one.bands, other.bands) and (one.rate, one.samples, one.hop, one.origin) == (
        other.rate,
        other.samples,
        other.hop,
        other.origin,
    )


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(recordings(longest=12), st.lists(st.integers(0, 60_000), max_size=8), st.integers(1, 3))
def test_splitting_the_stream_in_other_blocks_changes_nothing(recording, sizes, channels):
    samples, rate = recording
    wide = np.stack([samples * (1 - 0.2 * c) for c in range(channels)], axis=1)
    whole = Features.of(wide, rate)
    envelope, at = Envelope(rate), 0
    for size in sizes:
        envelope.feed(wide[at : at + size])
        at += size
    envelope.feed(wide[at:])
    assert same(envelope.finish(), whole)


@pytest.mark.property
@settings(max_examples=30, deadline=None)
@given(recordings(longest=8), st.integers(-6, 3))
def test_a_gain_of_two_is_the_same_shift_in_every_band_to_the_bit(recording, octaves):
    samples, rate = recording
    before, after = Features.of(samples, rate), Features.of(samples * np.float32(2.0**octaves), rate)
    heard = (before.bands > -50 * 256) & (after.bands > -50 * 256)
    assert np.array_equal(after.bands[heard], before.bands[heard] + 512 * octaves)


@pytest.mark.property
@settings(max_examples=30, deadline=None)
@given(st.integers(1, 50_000), st.integers(0, 99), st.sampled_from(RATES[:5]), st.integers(1, 2))
@example(1_980, 14, 22_050, 2)  # the kernels for Haswell and Zen round the columns at a product's edges in another way
def test_zeros_in_front_change_no_frame_of_what_follows(zeros, seed, rate, channels):
    sound = np.stack([bursts(rate, 2, seed)] * channels, axis=1)
    plain = Features.of(sound, rate)
    after = Features.of(np.concatenate([np.zeros((zeros, channels), np.float32), sound]), rate)
    shift = zeros // plain.hop
    assert after.origin == zeros % plain.hop
    assert np.array_equal(after.bands[shift:], plain.bands)
    assert (after.bands[:shift] == FLOOR_STEPS).all()


def test_nothing_but_zeros_is_silence_in_every_frame_however_it_is_split():
    zeros = np.zeros((100_000, 2), np.int16)
    envelope = Envelope(16_000)
    for part in np.split(zeros, [1, 159, 161, 70_000]):
        envelope.feed(part)
    silent = envelope.finish()
    assert same(silent, Features.of(zeros, 16_000))
    assert silent.bands.shape == (626, 12)
    assert (silent.bands == FLOOR_STEPS).all()


@pytest.mark.property
@settings(max_examples=30, deadline=None)
@given(st.integers(8_000, 192_000), st.integers(0, 30_000))
def test_any_rate_and_length_gives_a_frame_every_ten_milliseconds(rate, count):
    features = Features.of(np.ones(count, np.float32), rate)
    assert features.samples == count
    assert features.bands.shape == (count // features.hop + 1 if count else 0, 12)
    assert abs(features.hop / rate - 0.01) < 2e-4


@pytest.mark.parametrize("rate", RATES)
def test_a_tone_is_loudest_in_its_band_and_as_loud_at_any_rate(rate):
    tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(rate) / rate).astype(np.float32)
    bands = Features.of(tone, rate).bands[10:-10].astype(float)
    assert set(bands.argmax(axis=1)) <= {3, 4}
    assert np.ptp(bands.max(axis=1)) < 256
    assert -11 < bands.max() / 256 < -5


@pytest.mark.property
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 99), st.sampled_from(RATES[:6]), st.integers(1, 3), st.integers(0, 40_000))
def test_integers_give_the_same_frames_as_the_floats_they_stand_for(seed, rate, channels, cut):
    sound = np.stack([bursts(rate, 1.5, seed + c) for c in range(channels)], axis=1)
    whole = np.clip(np.rint(sound * 20_000), -32_768, 32_767).astype(np.int16)
    floats = whole.astype(np.float32) / np.float32(32_768)
    expected = Features.of(floats, rate)
    assert same(Features.of(whole, rate), expected)
    assert same(Features.of(whole.astype(np.int32) * 65_536, rate), expected)
    envelope = Envelope(rate)
    envelope.feed(whole[:cut])
    envelope.feed(floats[cut:])
    assert same(envelope.finish(), expected)


def test_channels_upside_down_do_not_cancel():
    sound = bursts(16_000, 3, 1)
    alone = Features.of(sound, 16_000).bands.astype(float)
    both = Features.of(np.stack([sound, -sound], axis=1), 16_000).bands.astype(float)
    assert np.abs(np.diff((both - alone)[5:-5], axis=0)).max() < 4


def test_samples_that_are_no_number_are_silence_and_spoil_nothing_else():
    sound = bursts(16_000, 4, 2)
    broken = sound.copy()
    broken[20_000:20_100] = np.nan
    broken[30_000], broken[31_000], broken[32_000] = np.inf, -np.inf, 1e30
    silent = np.where(np.abs(np.nan_to_num(broken, posinf=1e30, neginf=1e30)) > 1e4, 0, broken)
    silent = np.nan_to_num(silent)
    assert same(Features.of(broken, 16_000), Features.of(silent, 16_000))


@pytest.mark.parametrize("rate", [0, 7_999, 192_001, 4_000_000_000])
def test_a_rate_beyond_bounds_is_refused(rate):
    with pytest.raises(Invalid) as caught:
        Envelope(rate)
    assert caught.value.code == "rate_unsupported"


def test_a_block_of_another_shape_is_refused():
    envelope = Envelope(16_000)
    envelope.feed(np.zeros((10, 2), np.float32))
    for block in (np.zeros(10, np.float32), np.zeros((10, 3), np.float32), np.zeros((2, 2, 2), np.float32)):
        with pytest.raises(Invalid) as caught:
            envelope.feed(block)
        assert caught.value.code == "block_shape"
