"""The band that a sound was recorded in, whatever carried it since, and whatever beeps before it."""

import io

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_ffmpeg
from chunking_sounds import bursts
from shrutik_audio.measuring.images import mirror
from shrutik_audio.measuring.meter import Meter
from shrutik_audio.measuring.spectrum import bandwidth
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.quality_rules import assess

OLD = 8_000


def voice(rate, seconds=10, seed=4, noise=1e-4):
    """Bursts of noise through resonances 600 to 800 Hz apart, which fall by 20 dB to the end of the band."""
    sound = bursts(rate, seconds, seed, noise=0)
    spectrum, at = np.fft.rfft(sound), np.fft.rfftfreq(len(sound), 1 / rate)
    peaks = np.random.default_rng(seed).uniform(600, 800, 40).cumsum()
    shape = sum(0.7**number / (1 + ((at - peak) / 90) ** 2) for number, peak in enumerate(peaks[peaks < 4_000]))
    shape = shape + 0.05 * sum(1 / (1 + ((at - peak) / 90) ** 2) for peak in peaks)
    sound = np.fft.irfft(spectrum * shape, len(sound))
    return 0.3 * sound / np.abs(sound).max() + noise * np.random.default_rng(seed).standard_normal(len(sound))


def measured(sound, rate):
    meter = Meter(rate, 1)
    meter.feed(np.asarray(sound, np.float32)[:, None])
    return meter.finish()


def band(data):
    return SoundProcessor().analyse(io.BytesIO(data), AudioLimits()).quality.bandwidth


def held(sound, new):
    return sound[np.minimum(np.arange(len(sound) * new // OLD) * OLD // new, len(sound) - 1)]


def drawn(sound, new):
    return np.interp(np.arange(len(sound) * new // OLD) * OLD / new, np.arange(len(sound)), sound)


def curved(sound, new):
    return soxr.resample(sound, OLD, new, quality="QQ")


@pytest.mark.parametrize(("codec", "form"), [("libopus", "ogg"), ("libopus", "webm")])
@pytest.mark.parametrize("options", [{"b": "16k"}, {"b": "32k"}, {"b": "64k"}])
def test_a_voice_note_of_8_khz_carried_at_48_is_narrow_band(codec, form, options):
    narrow = soxr.resample(voice(OLD), OLD, 48_000)[:, None]
    wide = voice(48_000)[:, None]
    assert band(by_ffmpeg(narrow, 48_000, form, codec)) == pytest.approx(4_000, abs=300)
    assert band(by_ffmpeg(wide, 48_000, form, codec)) > 7_000


@pytest.mark.parametrize("plain", [held, drawn, curved])
@pytest.mark.parametrize("new", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("noise", [1e-5, 3e-4])
def test_a_plain_resampler_does_not_widen_the_band(plain, new, noise):
    assert measured(plain(voice(OLD, noise=noise), new), new).bandwidth == pytest.approx(4_000, abs=300)


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("seed", range(6))
def test_a_voice_of_its_own_rate_has_its_whole_band(rate, seed):
    assert measured(voice(rate, seed=seed), rate).bandwidth == rate / 2


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.floats(-2, 2))
def test_smooth_noise_is_not_its_own_image(seed, slope):
    spectrum = np.random.default_rng(seed).exponential(1.0, (100, 2_401)).sum(axis=0)
    level = 10 * np.log10(np.convolve(spectrum, np.full(11, 1 / 11), "same")) + slope * np.linspace(0, 10, 2_401)
    assert mirror(level, 10.0, 48_000) == 0


@pytest.mark.parametrize(("below", "found"), [(77.0, 8_000), (83.0, 24_000)])
def test_an_edge_counts_that_begins_within_80_db_of_the_loudest(below, found):
    """A slope from the loudest down to a plain at 6 kHz, which ends at 8 kHz."""
    at = np.arange(0, 24_001, 10.0)
    level = np.where(at < 8_000, np.maximum(-below, -below * at / 6_000), -140.0)
    noise = np.random.default_rng(1).uniform(0.99, 1.01, len(at))
    assert bandwidth(noise * 10 ** (level / 10), 10.0, 48_000) == pytest.approx(found, abs=200)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
@pytest.mark.parametrize("frequency", [440, 1_000, 2_000, 3_000])
@pytest.mark.parametrize("level", [1.0, 0.1])
def test_a_start_beep_is_neither_clipped_nor_narrow_band(rate, frequency, level):
    beep = 0.9 * np.sin(2 * np.pi * frequency * np.arange(round(0.3 * rate)) / rate)
    sound = np.concatenate([np.zeros(rate // 12), beep, np.zeros(rate // 5), level * voice(rate)])
    quality = measured(sound, rate)
    assert quality.clipped < 5e-5
    assert quality.bandwidth == rate / 2
    assert "clipped" not in {finding.code for finding in assess(quality).findings}


@pytest.mark.parametrize("level", [1.0, 0.3, 0.05])
def test_a_clipped_voice_behind_a_beep_is_still_clipped(level):
    clipped = level * np.clip(6 * voice(16_000), -0.5, 0.5)
    beep = 0.9 * np.sin(2 * np.pi * 1_000 * np.arange(4_800) / 16_000)
    share = float((np.abs(clipped) >= 0.499 * level).mean())
    assert measured(np.concatenate([beep, clipped]), 16_000).clipped == pytest.approx(share, rel=0.2)


def test_a_beep_alone_has_figures():
    beep = 0.9 * np.sin(2 * np.pi * 1_000 * np.arange(16_000) / 16_000)
    quality = measured(beep, 16_000)
    assert (quality.clipped, quality.snr) == (0, None)
    assert quality.peak == pytest.approx(-0.9, abs=0.1)
