"""The audio processor through libsndfile and FFmpeg, on every container."""

import io

import pytest

from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.testing.contracts import AudioProcessorContract
from shrutik_core.testing.sounds import bursts, wav


class TestSoundProcessor(AudioProcessorContract):
    @pytest.fixture
    def processor(self):
        return SoundProcessor()

    @pytest.fixture
    def opened(self):
        return io.BytesIO


class TestSoundProcessorOnFiles(AudioProcessorContract):
    """The same on plain files, which libsndfile reads by itself."""

    @pytest.fixture
    def processor(self):
        return SoundProcessor()

    @pytest.fixture
    def opened(self, opened_files):
        return opened_files


def test_a_path_where_something_else_lies_by_now_is_not_read(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(wav(bursts(2.0)))
    with path.open("rb") as source:
        path.unlink()
        path.write_bytes(wav(bursts(5.0)))
        assert SoundProcessor().analyse(source, AudioLimits()).facts.duration == 2.0
