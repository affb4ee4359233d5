"""Silence that fills a gap in the container counts for no figure but the times."""

import io

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio_timed import timed
from chunking_sounds import bursts
from shrutik_audio.decoding.counting import Piece, Uncounted, split
from shrutik_audio.measuring.meter import Meter
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.spans import Span

RATE = 48_000
GAPS = {"one of 0.2 s": (3.0, 0.2), "one of 4 s": (3.0, 4.0), "one of 0.3 s every second": (1.0, 0.3)}


def noisy_voice():
    sound = 0.1 * bursts(RATE, 12, 5, noise=0)
    sound[: RATE // 2] = sound[-RATE // 2 :] = 0
    return sound + 2e-3 * np.random.default_rng(2).standard_normal(len(sound))


def lost(every, gap):
    """How late a packet is if so much is lost each time: once only if it is every third second."""
    return lambda second: gap * (max(0, int(second // every)) if every < 3 else second >= every)


def analysed(form, codec, sample, late):
    data = timed(form, codec, sample, late=late, samples=noisy_voice())
    return data, SoundProcessor().analyse(io.BytesIO(data), AudioLimits())


@pytest.mark.parametrize("name", GAPS)
@pytest.mark.parametrize(("form", "codec", "sample"), [("webm", "libopus", "flt"), ("matroska", "pcm_s16le", "s16")])
def test_figures_are_those_of_the_sound_without_the_gaps(name, form, codec, sample):
    every, gap = GAPS[name]
    plain = analysed(form, codec, sample, lambda _: 0)[1].quality
    data, analysis = analysed(form, codec, sample, lost(every, gap))
    quality = analysis.quality
    assert analysis.facts.damage == (Damage.GAP,)
    assert quality.dropouts == plain.dropouts == 0
    assert (quality.snr, quality.loudness) == pytest.approx((plain.snr, plain.loudness), abs=1)
    assert quality.speech == pytest.approx(plain.speech, abs=0.06)
    assert (quality.lead, quality.tail) == pytest.approx((plain.lead, plain.tail), abs=0.06)
    assert quality.bandwidth == pytest.approx(plain.bandwidth, abs=300)
    cutting = SoundProcessor().cut(io.BytesIO(data), [Span(0, analysis.facts.samples)])
    (clip,) = [clip.quality for clip in cutting]
    assert cutting.quality(analysis.features) == quality
    assert (clip.lead, clip.tail) == pytest.approx((plain.lead, plain.tail), abs=0.06)
    assert (clip.snr, clip.dropouts, clip.duration) == pytest.approx((plain.snr, 0, quality.duration), abs=1)


def pieces_of(lengths):
    return [Piece(np.full((length, 1), number), counts=True) for number, length in enumerate(lengths)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.lists(st.integers(0, 300), max_size=8, unique=True))
def test_splitting_changes_no_sample_and_tells_what_counts(lengths, edges):
    total = sum(lengths)
    bounds = sorted(edge for edge in edges if edge <= total)
    spans = [Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]
    found = list(split(pieces_of(lengths), spans))
    sound = np.concatenate([piece.block for piece in pieces_of(lengths)])
    assert np.array_equal(np.concatenate([piece.block for piece in found]), sound)
    told, wanted = np.concatenate([np.full(len(piece.block), piece.counts) for piece in found]), np.ones(total, bool)
    for span in spans:
        wanted[span.start : span.end] = False
    assert np.array_equal(told, wanted)
    gathered = Uncounted()
    for piece in found:
        gathered.feed(len(piece.block), counts=piece.counts)
    assert gathered.spans == spans or all(span.end < total for span in spans)


# Samples at 16 kHz; what is shorter is refused, and has no loudness that would mean anything.
SHORTEST = 1_600
STEPS = st.lists(st.tuples(st.integers(1, 30_000), st.integers(0, 20_000)), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@example(steps=[(1, 0), (1, 0), (SHORTEST, 0)])
@given(STEPS.filter(lambda steps: sum(length for length, _ in steps) >= SHORTEST))
def test_what_is_passed_over_counts_for_the_time_alone(steps):
    """Figures are those of the sound joined, but for the duration and the times."""
    joined, whole = Meter(16_000, 1), Meter(16_000, 1)
    noise = np.random.default_rng(0).normal(0, 0.1, (sum(length for length, _ in steps), 1)).astype(np.float32)
    at = 0
    for length, hole in steps:
        whole.feed(noise[at : at + length])
        whole.pass_over(hole)
        joined.feed(noise[at : at + length])
        at += length
    found, plain = whole.mark(), joined.mark()
    assert found.duration == pytest.approx(plain.duration + sum(hole for _, hole in steps) / 16_000)
    assert (found.peak, found.dc, found.clipped) == (plain.peak, plain.dc, plain.clipped)
    assert found.loudness == pytest.approx(plain.loudness, abs=0.5)
