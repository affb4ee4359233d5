"""The twins in plain Python of what works on sound keep the same promises."""

import io

import pytest

from shrutik_core.testing.contracts import AudioProcessorContract, ClipPicturesContract
from shrutik_memory.audio import MemoryAudioProcessor
from shrutik_memory.clip_pictures import MemoryClipPictures


class TestMemoryAudioProcessor(AudioProcessorContract):
    @pytest.fixture
    def processor(self):
        return MemoryAudioProcessor()

    @pytest.fixture
    def opened(self):
        return io.BytesIO


class TestMemoryClipPictures(ClipPicturesContract):
    @pytest.fixture
    def pictures(self):
        return MemoryClipPictures()

    @pytest.fixture
    def opened(self):
        return io.BytesIO
