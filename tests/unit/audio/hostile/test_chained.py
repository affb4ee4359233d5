"""Streams that follow each other in one file: joined if they fit, and flagged if what follows was left out."""

import struct

import pytest

from audio_files import by_ffmpeg, by_sndfile, sound, wav_header
from audio_hostile import check_saved
from audio_parts import ADTS, LIVE, MP3, OPUS, VORBIS, pages, resealed, two_tracks
from shrutik_core.recordings.facts import Damage

FRAGMENTS = two_tracks(fragmented=True)


def of_serial(data, serial):
    return b"".join(resealed(page[:14] + struct.pack("<I", serial) + page[18:]) for page in pages(data))


# Each with what is flagged, and its samples or seconds; None if that is for the decoder to say.
SAVED = {
    "two ogg streams chained": (OPUS + OPUS, None, None),
    "two mp3 end to end": (MP3 + MP3, None, None),
    "5 MB of zeros between two mp3": (MP3 + bytes(5 << 20) + MP3, {Damage.HEADER}, 6.0),
    "mp3 of one channel, then of two": (
        MP3 + by_ffmpeg(sound(3.0, 48_000, 2), 48_000, "mp3", "libmp3lame", "fltp"),
        {Damage.CORRUPT},
        3.0,
    ),
    "ogg of one rate, then of another": (OPUS + by_sndfile(sound(3.0), form="OGG", subtype="VORBIS"), None, None),
    "two live webm end to end": (LIVE + LIVE, None, 6.0),
    "mp4 of two tracks": (two_tracks(), set(), 3.0),
    "mp4 in fragments": (two_tracks(fragmented=True), set(), 3.0),
    "aac of one rate, then of another": (
        ADTS + by_ffmpeg(sound(3.0, 24_000), 24_000, "adts", "aac", "fltp"),
        {Damage.CORRUPT},
        3.0,
    ),
    "20,000 files of two samples": ((wav_header(data=4) + bytes(4)) * 20_000, {Damage.HEADER, Damage.CORRUPT}, None),
    "vorbis at 16 kHz, then at 8": (
        VORBIS + of_serial(by_sndfile(sound(3.0, 8_000), 8_000, "OGG", "VORBIS"), 99),
        {Damage.CORRUPT},
        192_000,
    ),
    "two opus streams of two serials": (OPUS + of_serial(OPUS, 77), set(), 288_000),
    "two mp4 in fragments": (FRAGMENTS + FRAGMENTS, {Damage.HEADER}, None),
}


@pytest.mark.parametrize("name", SAVED)
def test_saved_and_flagged(name):
    check_saved(*SAVED[name])
