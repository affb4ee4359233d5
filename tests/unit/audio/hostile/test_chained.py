"""Streams that follow each other in one file: joined, and flagged if what follows was left out."""

import pytest

from audio_files import by_sndfile, sound, wav_header
from audio_hostile import check_saved
from audio_parts import LIVE, MP3, OPUS, two_tracks
from audio_timed import of_serial
from shrutik_core.recordings.facts import Damage

FRAGMENTS = two_tracks(fragmented=True)


# Each with what is flagged, and its samples or seconds; None if that is for the decoder to say.
SAVED = {
    "two ogg streams chained": (OPUS + OPUS, None, None),
    "two mp3 end to end": (MP3 + MP3, {Damage.HEADER}, 6.0),
    "5 MB of zeros between two mp3": (MP3 + bytes(5 << 20) + MP3, {Damage.HEADER}, 6.0),
    "ogg of one rate, then of another": (OPUS + by_sndfile(sound(3.0), form="OGG", subtype="VORBIS"), None, None),
    "two live webm end to end": (LIVE + LIVE, None, 6.0),
    "mp4 of two tracks": (two_tracks(), set(), 3.0),
    "mp4 in fragments": (two_tracks(fragmented=True), set(), 3.0),
    "20,000 files of two samples": ((wav_header(data=4) + bytes(4)) * 20_000, {Damage.HEADER, Damage.CORRUPT}, None),
    "two opus streams of two serials": (OPUS + of_serial(OPUS, 77), set(), 288_000),
    "two mp4 in fragments": (FRAGMENTS + FRAGMENTS, {Damage.HEADER}, None),
}


@pytest.mark.parametrize("name", SAVED)
def test_saved_and_flagged(name):
    check_saved(*SAVED[name])
