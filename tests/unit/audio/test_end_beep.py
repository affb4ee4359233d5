"""A beep behind a voice, as of a line or a button: it counts for no figure, and no word is told to be cut off by it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_beeps import CODINGS, RATE, SHAPES, after, beep, voice
from audio_files import by_sndfile
from audio_hostile import analysed
from shrutik_audio.decoding.counting import Piece, without_beeps
from shrutik_audio.measuring.beep import LOOK, end_beeps
from shrutik_core.recordings.quality_rules import assess


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seconds", [0.2, 1.0])
def test_a_voice_is_judged_as_without_the_beep(coding, shape, seconds):
    rate, coded = CODINGS[coding]
    silence = np.zeros(rate // 4)
    spoken = [silence, voice(rate), silence]
    plain = analysed(coded(after(spoken, rate)[:, None])).quality
    quality = analysed(coded(after([*spoken, beep(shape, seconds, 880, rate), silence / 4], rate)[:, None])).quality
    codes, found = ({finding.code for finding in assess(figures).findings} for figures in (plain, quality))
    assert found == codes
    assert quality.lead == pytest.approx(plain.lead, abs=0.03)
    assert quality.tail == pytest.approx(plain.tail + seconds + 0.25, abs=0.06)
    assert (quality.loudness, quality.snr) == pytest.approx((plain.loudness, plain.snr), abs=2)
    assert quality.speech == pytest.approx(plain.speech, abs=0.05)


def test_beeps_at_both_ends_are_both_left_out():
    plain = analysed(by_sndfile(after([voice()])[:, None])).quality
    both = after([beep("pure", 0.3), np.zeros(4_000), voice(), np.zeros(4_000), beep("pure", 0.3)])
    quality = analysed(by_sndfile(both[:, None])).quality
    assert (quality.loudness, quality.clipped) == pytest.approx((plain.loudness, plain.clipped), abs=0.3)


@pytest.mark.parametrize(("early", "found"), [(1.58, 1), (1.62, 0)])
def test_a_beep_ends_within_1_6_seconds_of_the_end(early, found):
    sound = after([voice(), beep("pure", 0.3), np.zeros(round(early * RATE))])
    beeps = end_beeps(sound[-round(LOOK * RATE) :], RATE)
    assert len(beeps) == found
    for span in beeps:
        assert (span.start / RATE, span.end / RATE) == pytest.approx((LOOK - early - 0.3, LOOK - early), abs=0.03)


def test_a_voice_up_to_the_end_is_no_beep():
    assert end_beeps(voice()[-round(LOOK * RATE) :], RATE) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=10), st.booleans())
def test_all_samples_come_in_order_however_they_are_split(lengths, beeps):
    sound = after([voice(seconds=2), beep("pure", 0.3)] if beeps else [voice(seconds=2)])
    edges = np.minimum(np.cumsum([0, *lengths]), len(sound))
    pieces = [Piece(block[:, None], counts=True) for block in np.split(sound, edges[1:]) if len(block)]
    given_back = list(without_beeps(iter(pieces), RATE))
    assert np.array_equal(np.concatenate([piece.block[:, 0] for piece in given_back]), sound)
    uncounted = sum(len(piece.block) for piece in given_back if not piece.counts)
    assert uncounted / RATE == pytest.approx(0.3 * beeps, abs=0.03)
