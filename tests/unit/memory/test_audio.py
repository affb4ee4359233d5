"""The audio processor's twin in plain Python keeps the same promises."""

import io

import pytest

from shrutik_core.testing.contracts import AudioProcessorContract
from shrutik_memory.audio import MemoryAudioProcessor


class TestMemoryAudioProcessor(AudioProcessorContract):
    @pytest.fixture
    def processor(self):
        return MemoryAudioProcessor()

    @pytest.fixture
    def opened(self):
        return io.BytesIO
