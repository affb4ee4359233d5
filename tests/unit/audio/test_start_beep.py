"""A beep before a voice: it counts for no figure, whatever made it; no voice is taken for one."""

import io

import numpy as np
import pytest

from audio_beeps import CODINGS, RATE, SHAPES, after, beep, voice
from audio_files import by_sndfile
from shrutik_audio.measuring.beep import start_beeps
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.quality_rules import assess
from shrutik_core.shared.spans import Span


def analysed(data):
    return SoundProcessor().analyse(io.BytesIO(data), AudioLimits())


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seconds", [0.2, 0.5, 1.0])
def test_a_voice_is_judged_as_without_the_beep(coding, shape, seconds):
    rate, coded = CODINGS[coding]
    silence = np.zeros(rate // 4)
    plain = analysed(coded(after([silence, voice(rate)], rate)[:, None])).quality
    analysis = analysed(coded(after([beep(shape, seconds, 880, rate), silence, voice(rate)], rate)[:, None]))
    quality = analysis.quality
    codes, found = ({finding.code for finding in assess(figures).findings} for figures in (plain, quality))
    assert found == codes
    assert quality.lead == pytest.approx(plain.lead + seconds, abs=0.06)
    assert quality.tail == pytest.approx(plain.tail, abs=0.03)
    assert quality.duration == pytest.approx(plain.duration + seconds, abs=0.001)
    assert quality.loudness == pytest.approx(plain.loudness, abs=0.5)
    assert quality.snr == pytest.approx(plain.snr, abs=2)
    assert quality.speech == pytest.approx(plain.speech, abs=0.03)
    assert quality.bandwidth == pytest.approx(plain.bandwidth, abs=500)


def test_a_clip_with_the_beep_has_the_figures_of_the_voice():
    data = by_sndfile(after([beep("square", 0.5), np.zeros(4_000), voice()])[:, None])
    analysis = analysed(data)
    whole = Span(0, analysis.facts.samples)
    cutting = SoundProcessor().cut(io.BytesIO(data), [whole])
    (clip,) = [clip.quality for clip in cutting]
    assert cutting.quality(analysis.features) == analysis.quality
    assert clip.lead == pytest.approx(analysis.quality.lead, abs=0.06)
    assert (clip.snr, clip.loudness, clip.clipped) == pytest.approx(
        (analysis.quality.snr, analysis.quality.loudness, 0), abs=0.1
    )


@pytest.mark.parametrize(("seconds", "found"), [(0.12, 0), (0.17, 1), (1.15, 1), (1.25, 0)])
def test_a_beep_lasts_from_0_15_to_1_2_seconds(seconds, found):
    assert len(start_beeps(after([beep("pure", seconds), np.zeros(4_000), voice()])[: 3 * RATE], RATE)) == found


@pytest.mark.parametrize(("late", "found"), [(1.5, 1), (1.6, 0)])
def test_a_beep_begins_within_1_6_seconds(late, found):
    sound = after([np.zeros(round(late * RATE)), beep("pure", 0.3), voice()])
    assert len(start_beeps(sound[: 3 * RATE], RATE)) == found


@pytest.mark.parametrize("count", [1, 2, 3])
def test_more_than_two_tones_are_another_signal(count):
    sound = after([*[beep("pure", 0.2), np.zeros(3_200)] * count, np.zeros(3 * RATE)])
    assert len(start_beeps(sound[: 3 * RATE], RATE)) == (count if count < 3 else 0)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0),
        np.zeros(100),
        np.zeros(3 * RATE),
        beep("pure", 3.0),
        after([beep("pure", 0.5, frequency=200), voice()]),
        after([beep("pure", 0.5, level=0.01), voice()]),
        0.2 * np.random.default_rng(2).standard_normal(3 * RATE),
        after([voice()])[: 3 * RATE],
    ],
    ids=["nothing", "next to nothing", "silence", "endless", "low", "soft", "noise", "voice"],
)
def test_what_is_no_start_beep(sound):
    assert start_beeps(sound, RATE) == []


def test_a_voice_that_follows_at_once_is_kept():
    (span,) = start_beeps(after([beep("pure", 0.3), voice()]), RATE)
    assert span.end / RATE == pytest.approx(0.38, abs=0.03)
