"""Pictures of clips by the real decoders, in this process and confined; of clips as they are really cut."""

import io

import numpy as np
import pytest

from shrutik_audio.clips.pictures import SoundPictures
from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.pictures import ConfinedPictures
from shrutik_audio.confined.pool import DecoderPool
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio import ClipFormat
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span
from shrutik_core.testing.contracts import ClipPicturesContract
from shrutik_core.testing.sounds import RATE, bursts, wav


@pytest.fixture(scope="module")
def pool():
    pool = DecoderPool(1, Allowance())
    yield pool
    pool.close()


class TestSoundPictures(ClipPicturesContract):
    @pytest.fixture
    def pictures(self):
        return SoundPictures()

    @pytest.fixture
    def opened(self):
        return io.BytesIO


class TestConfinedPictures(ClipPicturesContract):
    @pytest.fixture
    def pictures(self, pool):
        return ConfinedPictures(pool)

    @pytest.fixture
    def opened(self, opened_files):
        return opened_files


def test_a_clip_that_was_cut_has_the_outline_of_its_samples(pool):
    sound = bursts(4.0, channels=2)
    cutting = SoundProcessor().cut(io.BytesIO(wav(sound)), [Span(RATE, 3 * RATE)], ClipFormat.FLAC)
    (flac,) = [io.BytesIO(clip.stream.read()) for clip in cutting]
    parts = sound[RATE : 3 * RATE].astype(np.float64).reshape(100, -1) / 32_768
    expected = SoundPictures().peaks(flac)
    assert list(expected.high) == np.ceil(parts.max(axis=1).clip(0) * 127).astype(int).tolist()
    assert list(expected.low) == np.floor(parts.min(axis=1).clip(max=0) * 127).astype(int).tolist()
    confined = ConfinedPictures(pool)
    assert confined.peaks(flac) == expected
    assert confined.spectrogram(flac) == SoundPictures().spectrogram(flac)


def test_a_decoder_answers_others_between_pictures(pool):
    confined, clip = ConfinedPictures(pool), io.BytesIO(wav(bursts(1.0)))
    first = confined.peaks(clip)
    with pytest.raises(Invalid):
        confined.peaks(io.BytesIO(b"no sound"))
    assert confined.peaks(clip) == first
