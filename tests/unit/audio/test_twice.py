"""One channel of AAC that comes twice is one; two that were coded, or that differ, are two."""

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_files import by_ffmpeg, sound
from audio_hostile import analysed
from shrutik_audio.decoding.decoder import Declared
from shrutik_audio.decoding.twice import LOOK, as_coded, coded_channels
from shrutik_core.recordings.media import MediaType

RATE = 48_000
MONO, STEREO = bytes([0xFF, 0xF1, 0x58, 0x40]), bytes([0xFF, 0xF1, 0x58, 0x80])
PIECE = RATE // 2


def frames(seconds, differs_from=None):
    """Stereo frames of half a second, whose channels differ from the one that begins at that second on."""
    noise = np.random.default_rng(1).normal(0, 0.1, (2, PIECE)).astype(np.float32)
    made = []
    for number in range(round(2 * seconds)):
        same = differs_from is None or number / 2 < differs_from
        frame = av.AudioFrame.from_ndarray(noise[[0, 0]] if same else noise, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, number * PIECE
        made.append(frame)
    return made


def channels(given_frames, coding=MONO, codec="aac"):
    declared = Declared(MediaType.AAC, codec, RATE, 2, 0, float_samples=False, lossy=True, frames=None)
    told, coming = as_coded(declared, coding, iter(given_frames))
    assert list(coming) == given_frames
    return told.channels


@pytest.mark.parametrize(("differs_from", "found"), [(None, 1), (0, 2), (1, 2), (LOOK - 0.5, 2), (LOOK, 1)], ids=str)
def test_channels_that_differ_within_the_first_seconds_are_two(differs_from, found):
    assert channels(frames(LOOK + 2, differs_from)) == found


def test_a_recording_shorter_than_the_look_is_judged_by_all_of_it():
    assert (channels(frames(1)), channels(frames(1, 0.5)), channels([])) == (1, 2, 1)


def test_two_channels_that_were_coded_are_two_even_if_they_are_the_same():
    assert channels(frames(1), STEREO) == channels(frames(1), b"") == channels(frames(1), codec="mp3") == 2
    data = by_ffmpeg(np.repeat(sound(2.0, RATE), 2, axis=1), RATE, "adts", "aac", "fltp")
    assert analysed(data).facts.channels == 2


@given(st.integers(1, 95), st.integers(0, 15), st.integers(0, 15), st.binary(max_size=6))
def test_the_channels_of_any_coding_are_told(kind, rate, count, more):
    kind_bits = f"{kind:05b}" if kind < 31 else f"{31:05b}{kind - 32 & 63:06b}"
    bits = kind_bits + f"{rate:04b}" + (f"{44_100:024b}" if rate == 15 else "") + f"{count:04b}"
    bits += "0" * (-len(bits) % 8)
    header = int(bits, 2).to_bytes(len(bits) // 8, "big")
    if not header.startswith(b"\xff"):
        assert coded_channels(header + more) == count


@given(st.binary(max_size=10))
def test_any_bytes_tell_a_number(header):
    assert 0 <= coded_channels(header) <= 15
