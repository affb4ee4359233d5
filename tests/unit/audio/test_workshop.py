"""The sound workshop through libsndfile and FFmpeg, on every container."""

import io

import pytest

from shrutik_audio.workshop import SoundWorkshop
from shrutik_core.testing.contracts.audio import AudioWorkshopContract


class TestSoundWorkshop(AudioWorkshopContract):
    @pytest.fixture
    def workshop(self):
        return SoundWorkshop()

    @pytest.fixture
    def opened(self):
        return io.BytesIO
