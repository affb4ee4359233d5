"""The figures of quality on sound whose truth is known."""

import attrs
import numpy as np
import pytest
import soxr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shrutik_audio.measuring.levels import heap
from shrutik_audio.measuring.loudness import integrated, k_gain
from shrutik_audio.measuring.meter import Meter

RATE = 16_000
RNG = np.random.default_rng(11)


def measure(samples, rate=RATE, block=50_000):
    """Figures of floats, (frames,) or (frames, channels)."""
    sound = np.asarray(samples, np.float32).reshape(len(samples), -1)
    meter = Meter(rate, sound.shape[1])
    for at in range(0, len(sound), block):
        meter.feed(sound[at : at + block])
    return meter.finish()


def pink(count):
    """Pink noise from 40 Hz up: what lies below any voice is not measured as noise."""
    spectrum = np.fft.rfft(RNG.standard_normal(count))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[: 40 * count // RATE] = 0
    noise = np.fft.irfft(spectrum, count)
    return noise / noise.std()


def voice(seconds=20, rate=RATE):
    """Noise in syllables of unlike length and level, with pauses of 50 to 400 ms, Laplace-distributed as speech."""
    sound = np.zeros(seconds * rate)
    at = rate // 2
    while at < len(sound) - rate:
        length, pause = (int(rate * RNG.uniform(*span)) for span in ((0.15, 0.3), (0.05, 0.4)))
        level = 0.05 * 10 ** (RNG.uniform(-14, 4) / 20)
        sound[at : at + length] = RNG.laplace(0, level, length) * np.hanning(length)
        at += length + pause
    return sound


def active_level(sound, rate=RATE):
    powers = np.square(sound[: len(sound) // 160 * 160]).reshape(-1, rate // 100).mean(axis=1)
    return np.sqrt(powers[powers > powers.max() * 1e-4].mean())


NOISY_VOICE = voice(20) + 1e-3 * RNG.standard_normal(20 * RATE)


@pytest.mark.parametrize("noise", [RNG.standard_normal, pink])
@pytest.mark.parametrize("ratio", [30, 20, 10, 5])
def test_snr_is_within_2_db(noise, ratio):
    clean = voice()
    noisy = clean + noise(len(clean)) * active_level(clean) * 10 ** (-ratio / 20)
    assert measure(noisy).snr == pytest.approx(ratio, abs=2)


@pytest.mark.parametrize("noise", [RNG.standard_normal, pink])
def test_noise_alone_has_no_snr_and_no_speech(noise):
    quality = measure(0.05 * noise(RATE * 20))
    assert quality.snr is None
    assert quality.speech == 0
    assert quality.lead == quality.duration


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1])
@pytest.mark.parametrize("gain", [1.0, 0.3])
def test_clipping_is_counted_at_any_gain(share, gain):
    sound = RNG.laplace(0, 0.1, RATE * 30)
    limit = np.quantile(np.abs(sound), 1 - share)
    clipped = np.clip(sound / limit, -1, 1) * gain
    assert measure(clipped).clipped == pytest.approx(share, rel=0.1)
    assert measure(sound / np.abs(sound).max()).clipped == 0


@pytest.mark.parametrize("old", [8_000, 16_000])
def test_an_upsampled_recording_shows_its_old_limit(old):
    sound = soxr.resample(RNG.standard_normal(old * 10) * 0.1, old, 48_000)
    assert measure(sound, 48_000).bandwidth == pytest.approx(old / 2, abs=300)


@pytest.mark.parametrize(
    ("old", "quality"),
    [(8_000, "LQ"), (8_000, "HQ"), (12_000, "HQ"), (12_000, "VHQ"), (16_000, "LQ"), (16_000, "HQ"), (16_000, "VHQ")],
)
@pytest.mark.parametrize("floor", [0.0, 3e-4])
def test_the_old_limit_of_a_voice_is_seen_also_where_it_is_soft_there(old, quality, floor):
    falling = np.cumsum(RNG.standard_normal(old * 10))
    voice = falling - np.convolve(falling, np.full(200, 1 / 200), "same")
    voice = 0.1 * voice / voice.std() + floor * RNG.standard_normal(len(voice))
    found = measure(soxr.resample(voice, old, 48_000, quality=quality), 48_000).bandwidth
    assert found == pytest.approx(old / 2, abs=300)


def test_a_recording_at_its_own_rate_reaches_half_of_it():
    assert measure(voice(), RATE).bandwidth == RATE / 2


def test_a_sine_of_997_hz_at_full_scale_is_minus_3_lufs():
    sound = np.sin(2 * np.pi * 997 * np.arange(48_000 * 5) / 48_000)
    assert measure(sound, 48_000).loudness == pytest.approx(-3.01, abs=0.1)
    assert measure(np.stack([sound, sound], 1), 48_000).loudness == pytest.approx(0.0, abs=0.1)


def test_the_gate_leaves_pauses_out():
    tone = 0.1 * np.sin(2 * np.pi * 997 * np.arange(RATE * 10) / RATE)
    with_pause = np.concatenate([tone, np.zeros(RATE * 10)])
    assert measure(with_pause).loudness == pytest.approx(measure(tone).loudness, abs=0.3)


@given(st.lists(st.floats(0, 1), max_size=60), st.floats(0.1, 1))
def test_loudness_follows_the_gain(powers, gain):
    before, after = integrated(np.array(powers)), integrated(np.array(powers) * gain)
    assert -70 <= after <= before + 1e-6 <= 10


@given(st.lists(st.integers(0, 1_000), max_size=400))
def test_a_heap_is_never_more_than_all(counts):
    found = heap(np.array(counts, np.int64))
    assert 0 <= found <= sum(counts)


@pytest.mark.parametrize("mains", [50, 60])
def test_hum_is_found_with_its_level(mains):
    sound = voice()
    at = np.arange(len(sound)) / RATE
    noise = sum(np.sin(2 * np.pi * mains * k * at + k) / k for k in (1, 2, 3))
    noise *= active_level(sound) * 10 ** (-20 / 20) / noise.std()
    quality = measure(sound + noise + 1e-4 * RNG.standard_normal(len(sound)))
    assert quality.hum_frequency == mains
    assert quality.hum == pytest.approx(-20, abs=2)
    assert measure(sound).hum_frequency == 0


def test_offset_is_that_of_the_worst_channel():
    sound = np.stack([voice(5), voice(5) - 0.05], 1)
    assert measure(sound).dc == pytest.approx(-0.05, abs=0.005)


def test_digital_silence_has_figures():
    quality = measure(np.zeros(RATE * 60))
    assert (quality.snr, quality.speech, quality.peak, quality.loudness) == (None, 0, -120, -70)
    assert quality.lead == quality.tail == 60


@pytest.mark.parametrize("frames", [1, 5, 100, 1_599, 1_600, 1_601])
@pytest.mark.parametrize("rate", [8_000, 11_025, 44_100, 192_000])
def test_the_shortest_sounds_have_figures(frames, rate):
    quality = measure(RNG.standard_normal(frames) * 0.1, rate)
    assert np.isfinite([v for v in attrs.astuple(quality) if v is not None]).all()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=5))
def test_blocks_do_not_matter(lengths):
    sound = np.random.default_rng(5).normal(0, 0.1, (sum(lengths), 1)).astype(np.float32)
    whole, split = Meter(RATE, 1), Meter(RATE, 1)
    whole.feed(sound)
    for part in np.split(sound, np.cumsum(lengths)[:-1]):
        split.feed(part)
    first, second = attrs.astuple(whole.finish()), attrs.astuple(split.finish())
    for a, b in zip(first, second, strict=True):
        assert a == b or a == pytest.approx(b, rel=1e-3, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=8), st.sampled_from([1, 2]), st.integers(0, 2**31))
def test_marks_change_nothing_of_the_whole(lengths, channels, seed):
    sound = np.random.default_rng(seed).laplace(0, 0.1, (sum(lengths), channels)).clip(-1, 1)
    block = np.round(sound * 32_767).astype(np.int16)
    whole, marked = Meter(RATE, channels), Meter(RATE, channels)
    whole.feed(block)
    for part in np.split(block, np.cumsum(lengths)[:-1]):
        marked.feed(part)
        assert marked.mark().duration == len(part) / RATE
    if len(block) >= RATE:
        for a, b in zip(attrs.astuple(whole.finish()), attrs.astuple(marked.finish()), strict=True):
            assert a == b or a == pytest.approx(b, rel=1e-4, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40_000), st.integers(4 * RATE, 6 * RATE))
@example(10_401, 64_000)
def test_a_clip_has_nearly_the_figures_it_has_alone(before, length):
    meter = Meter(RATE, 1)
    block = NOISY_VOICE.astype(np.float32)[:, None]
    meter.feed(block[:before])
    meter.mark()
    meter.feed(block[before : before + length])
    found, alone = meter.mark(), measure(block[before : before + length])
    assert (found.duration, found.peak) == (alone.duration, alone.peak)
    assert found.dc == pytest.approx(alone.dc, abs=1e-6)
    assert (found.clipped, found.dropouts) == (alone.clipped, alone.dropouts)
    assert found.loudness == pytest.approx(alone.loudness, abs=1)
    # Speech is told by each whole 10 ms of the recording; with less than one, a syllable may be lost at the very start.
    skipped = -before % (RATE // 100)
    aligned = measure(block[before + skipped : before + length])
    assert found.lead == pytest.approx(aligned.lead + skipped / RATE, abs=1e-6)
    assert found.tail == pytest.approx(aligned.tail, abs=1e-6)


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("frequency", [100, 1_000, 3_000, 5_990, 6_010, 9_000, 10_500, 13_000, 20_000])
def test_a_sine_weighs_what_the_filters_make_of_it(rate, frequency):
    sound = 0.1 * np.sin(2 * np.pi * frequency * np.arange(rate * 2) / rate)
    expected = -0.691 + 10 * np.log10(0.005 * k_gain(np.array([float(frequency)]))[0])
    assert measure(sound, rate).loudness == pytest.approx(expected, abs=0.05)


def test_a_lossy_decoder_may_swing_over():
    assert measure(np.clip(voice(5) * 20, -1.3, 1.3)).peak == 0
