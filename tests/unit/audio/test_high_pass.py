"""What a microphone adds below any voice, an offset or a rumble: it changes nothing that is judged but the offset."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_sndfile
from chunking_sounds import bursts
from shrutik_audio.measuring.highpass import CUTOFF, HighPass
from shrutik_audio.measuring.meter import Meter
from shrutik_audio.measuring.speech import speech_by_features
from shrutik_audio.processor import SoundProcessor
from shrutik_core.chunking.envelope import Features
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.quality_rules import assess

RATE = 16_000
AT = np.arange(20 * RATE) / RATE
BELOW_ANY_VOICE = {
    "offset of 3 %": lambda: 0.03,
    "offset of -5 %": lambda: -0.05,
    "offset of 50 %": lambda: 0.5,
    "offset that fades": lambda: 0.1 * np.exp(-AT / 2),
    "rumble at 12 Hz": lambda: 0.1 * np.sin(2 * np.pi * 12 * AT + 1),
    "rumble at 5 to 15 Hz": lambda: sum(0.03 * np.sin(2 * np.pi * f * AT + f**2) for f in (5, 7.3, 11, 14.7)),
}


def soft_voice(level=0.1):
    """Syllables in a quiet room, with half a second before them and behind them."""
    sound = level * bursts(RATE, 20, 5, noise=0)
    sound[: RATE // 2] = sound[-RATE // 2 :] = 0
    return sound + 3e-4 * np.random.default_rng(2).standard_normal(len(sound))


def judged(sound):
    data = by_sndfile(np.asarray(sound)[:, None], subtype="PCM_24")
    analysis = SoundProcessor().analyse(io.BytesIO(data), AudioLimits())
    return analysis.quality, {finding.code for finding in assess(analysis.quality, None, analysis.facts).findings}


def through(sound, rate):
    hop = rate // 100
    rows = sound[: len(sound) // hop * hop].astype(np.float32).reshape(-1, hop)
    HighPass(rate, hop).apply(rows, None)
    return rows.reshape(-1)


def gain(frequency, rate):
    """What a sine of two seconds gains, dB, once the filter has settled."""
    sound = np.sin(2 * np.pi * frequency * np.arange(2 * rate) / rate + 0.7)
    return 10 * np.log10(2 * np.square(through(sound, rate)[rate:].astype(float)).mean() + 1e-20)


@pytest.mark.parametrize("added", BELOW_ANY_VOICE)
@pytest.mark.parametrize("level", [0.15, 0.05])
def test_a_voice_is_judged_as_without_it(added, level):
    voice = soft_voice(level)
    plain, codes = judged(voice)
    found, more = judged(voice + BELOW_ANY_VOICE[added]())
    assert more - {"dc_offset"} == codes
    assert found.snr == pytest.approx(plain.snr, abs=1)
    assert found.loudness == pytest.approx(plain.loudness, abs=0.2)
    assert found.speech == pytest.approx(plain.speech, abs=0.02)
    assert (found.lead, found.tail) == pytest.approx((plain.lead, plain.tail), abs=0.03)


@pytest.mark.parametrize(("offset", "warned"), [(0.019, False), (0.021, True), (-0.021, True)])
def test_an_offset_of_more_than_2_percent_is_warned_of(offset, warned):
    quality, codes = judged(soft_voice() + offset)
    assert quality.dc == pytest.approx(offset, abs=1e-3)
    assert ("dc_offset" in codes) == warned


def test_silence_on_an_offset_is_silence():
    meter = Meter(RATE, 2)
    meter.feed(np.full((4 * RATE, 2), 0.05, np.float32))
    quality = meter.finish()
    assert (quality.snr, quality.speech, quality.loudness, quality.hum_frequency) == (None, 0, -70, 0)
    assert quality.lead == quality.duration


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 44_100, 47_952, 48_000, 192_000])
@pytest.mark.parametrize(
    ("frequency", "least", "most"),
    [(0, -200, -100), (12, -64, -61), (CUTOFF, -3.1, -2.9), (60, -0.1, 0.02), (100, -0.05, 0.05), (3_000, -0.1, 0.1)],
)
def test_what_passes(rate, frequency, least, most):
    if frequency:
        assert least <= gain(frequency, rate) <= most
    else:
        assert np.abs(through(np.full(rate, 0.5), rate)).max() < 1e-5


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=6), st.integers(0, 2**31))
def test_it_does_not_matter_how_the_hops_are_split(counts, seed):
    rows = np.random.default_rng(seed).normal(0.1, 0.1, (sum(counts) + 10, RATE // 100)).astype(np.float32)
    high_pass = HighPass(RATE, RATE // 100)
    whole, split = rows.copy(), rows.copy()
    high_pass.apply(whole, None)
    state = high_pass.apply(split[:10], None)
    for part in np.split(split[10:], np.cumsum(counts)[:-1]):
        state = high_pass.apply(part, state)
    assert split == pytest.approx(whole, abs=1e-5)


def test_no_hops_change_no_state():
    assert HighPass(RATE, 160).apply(np.zeros((0, 160), np.float32), None) is None


@pytest.mark.parametrize(("frames", "lead"), [(3, 0.5), (4, 0.0)])
def test_up_to_three_frames_at_an_end_are_a_step_and_no_word(frames, lead):
    """A burst at the very start, then nothing, then a word: scores are those of the bands, one frame for each 10 ms."""
    bands = np.full((200, 12), -12_000, np.int16)
    bands[:frames] = bands[50:100] = -2_000
    speech = speech_by_features(Features(bands, RATE, 200 * 160))
    assert speech.lead == pytest.approx(lead, abs=0.02)


@pytest.mark.parametrize("phase", np.arange(0, 6, 0.75))
def test_the_first_clip_of_a_rumble_does_not_begin_with_speech(phase):
    voice = soft_voice()
    rumble = 0.1 * np.sin(2 * np.pi * 12 * AT + phase)
    leads = []
    for sound in (voice, voice + rumble):
        meter = Meter(RATE, 1)
        meter.feed(sound.astype(np.float32)[: 5 * RATE, None])
        leads.append(meter.mark().lead)
    assert leads[1] == pytest.approx(leads[0], abs=0.02)
