"""What every drawer of clips must keep."""

import abc
import struct
import zlib
from collections.abc import Callable
from typing import BinaryIO

import numpy as np
import pytest
from numpy.typing import NDArray

from shrutik_core.ports.clip_pictures import ClipPictures
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract
from shrutik_core.testing.sounds import RATE, bursts, wav

Opened = Callable[[bytes], BinaryIO]


def picture_of(png: bytes) -> NDArray[np.uint8]:
    """The shades of a picture as `grey_to_png` writes them, (rows, columns)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    columns, rows = struct.unpack_from("!II", png, 16)
    start = png.index(b"IDAT")
    (size,) = struct.unpack_from("!I", png, start - 4)
    data = np.frombuffer(zlib.decompress(png[start + 4 : start + 4 + size]), np.uint8).reshape(rows, columns + 1)
    return data[:, 1:]


def _tone(pitch: float, seconds: float = 1.0, rate: int = RATE) -> NDArray[np.int16]:
    return (10_000 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


class ClipPicturesContract(Contract):
    """Subclass it, make the pictures, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def pictures(self) -> ClipPictures:
        """What draws, under test."""

    @pytest.fixture
    @abc.abstractmethod
    def opened(self) -> Opened:
        """What opens bytes as a clip, e.g. ``io.BytesIO``."""

    @pytest.mark.parametrize(("frames", "rate", "pairs"), [(800, 8_000, 5), (801, 8_000, 6), (44_100, 44_100, 50)])
    def test_there_are_fifty_pairs_a_second(
        self, pictures: ClipPictures, opened: Opened, frames: int, rate: int, pairs: int
    ) -> None:
        peaks = pictures.peaks(opened(wav(np.ones(frames, np.int16), rate)))
        assert (peaks.low, peaks.high) == ((0,) * pairs, (1,) * pairs)

    def test_each_pair_is_of_its_own_fiftieth_and_of_all_channels(self, pictures: ClipPictures, opened: Opened) -> None:
        sound = np.zeros((RATE, 2), np.int16)
        sound[320 * 7, 0] = 32_767
        sound[320 * 8 - 1, 1] = -32_768
        sound[320 * 20, 1] = -1
        peaks = pictures.peaks(opened(wav(sound)))
        assert {place: one for place, one in enumerate(peaks.high) if one} == {7: 127}
        assert {place: one for place, one in enumerate(peaks.low) if one} == {7: -127, 20: -1}

    def test_silence_is_flat_and_dark(self, pictures: ClipPictures, opened: Opened) -> None:
        silence = wav(np.zeros(RATE, np.int16))
        peaks = pictures.peaks(opened(silence))
        assert set(peaks.low) == set(peaks.high) == {0}
        assert not picture_of(pictures.spectrogram(opened(silence))).any()

    def test_a_higher_tone_is_higher_up(self, pictures: ClipPictures, opened: Opened) -> None:
        pitches = (200, 500, 1_000, 2_000, 4_000, 7_000)
        drawn = [picture_of(pictures.spectrogram(opened(wav(_tone(pitch))))) for pitch in pitches]
        rows = [int(one.mean(axis=1).argmax()) for one in drawn]
        assert rows == sorted(set(rows), reverse=True)
        assert all(one.max() == 255 for one in drawn)

    @pytest.mark.parametrize(("seconds", "rate", "columns"), [(0.3, 8_000, 30), (2.0, 48_000, 200), (60, 8_000, 1_200)])
    def test_a_picture_has_a_column_a_hundredth_and_is_never_too_wide(
        self, pictures: ClipPictures, opened: Opened, seconds: float, rate: int, columns: int
    ) -> None:
        drawn = picture_of(pictures.spectrogram(opened(wav(_tone(440, seconds, rate), rate))))
        assert drawn.shape == (192, columns)

    def test_sound_begins_when_it_is_heard(self, pictures: ClipPictures, opened: Opened) -> None:
        sound = np.concatenate([np.zeros(RATE, np.int16), _tone(500)])
        loud = picture_of(pictures.spectrogram(opened(wav(sound)))).max(axis=0) > 200
        assert int(loud.argmax()) == pytest.approx(100, abs=2)
        assert loud[102:].all()

    def test_the_same_clip_gives_the_same_and_stays_open(self, pictures: ClipPictures, opened: Opened) -> None:
        clip = opened(wav(bursts(2.0)))
        assert pictures.peaks(clip) == pictures.peaks(clip)
        assert pictures.spectrogram(clip) == pictures.spectrogram(clip)
        assert not clip.closed

    @pytest.mark.parametrize(
        ("clip", "code"),
        [
            (b"", "empty"),
            (b"this is a text and not sound at all, whatever its name says", "unsupported_media"),
            (wav(np.zeros(0, np.int16)), "no_audio"),
            (wav(np.zeros(601 * 8_000, np.int16), 8_000), "too_long"),
        ],
    )
    def test_what_cannot_be_drawn_is_refused(
        self, pictures: ClipPictures, opened: Opened, clip: bytes, code: str
    ) -> None:
        for draw in (pictures.peaks, pictures.spectrogram):
            with pytest.raises(Invalid) as error:
                draw(opened(clip))
            assert error.value.code == code
