"""Tags, pictures, comments and empty parts around the sound and within it, few and large or small and many."""

import struct

import pytest

from audio_hostile import check_refused, check_saved
from audio_parts import ADTS, FLAC, LIVE, MP3, OPUS, PCM, WAV, flac_with, fmt, id3, pages, part, riff
from shrutik_core.recordings.facts import Damage

# The sound of the live WebM begins behind the name of the program, whose length FFmpeg's version changes.
CLUSTERS = LIVE.index(b"\x1f\x43\xb6\x75")


def frames(adts):
    while adts:
        length = (adts[3] & 3) << 11 | adts[4] << 3 | adts[5] >> 5
        yield adts[:length]
        adts = adts[length:]


REFUSED = {
    "sound in a list of waves": (riff(fmt(), part(b"LIST", b"wavl" + part(b"data", PCM))), None),
    "20,000 segments in each other": (LIVE[:5] + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 * 20_000, None),
    "5,000 boxes in each other": (
        b"\0\0\0\x08ftyp" + b"".join(struct.pack(">I", 8 * (5_000 - deep) + 8) + b"moov" for deep in range(5_000)),
        None,
    ),
}
# Each with what is flagged, and its samples or seconds; None if that is for the decoder to say.
SAVED = {
    "text behind the sound": (WAV + b"a comment that belongs nowhere" * 50, set(), 3.0),
    "the sound before its form": (riff(part(b"data", PCM), fmt()), set(), 3.0),
    "100,000 empty parts": (riff(fmt(), part(b"junk", b"") * 100_000, part(b"data", PCM)), set(), 3.0),
    "flac behind an id3 tag": (id3(300) + FLAC, set(), 3.0),
    "flac with a picture of 16 MB": (flac_with((6, bytes((1 << 24) - 1))), None, 3.0),
    "10,000 blocks before a flac": (flac_with(*[(1, b"")] * 10_000), set(), 3.0),
    "50 MB of id3 before an mp3": (id3(50 << 20) + MP3, set(), 3.0),
    "1,000 id3 tags": (id3(100) * 1_000 + MP3, set(), 3.0),
    "zeros behind a webm": (LIVE + bytes(1 << 20), None, 3.0),
    "ogg with its headers twice": (b"".join(list(pages(OPUS))[:2]) + OPUS, None, 3.0),
    "40 MB of comment before the sound": (
        riff(fmt(), part(b"LIST", b"INFO" + bytes(40 << 20)), part(b"data", PCM)),
        set(),
        48_000,
    ),
    "a picture behind the sound": (riff(fmt(), part(b"data", PCM), part(b"id3 ", id3(300_000))), set(), 48_000),
    "nothing, then the sound": (riff(fmt(), part(b"data", b""), part(b"data", PCM)), set(), 48_000),
    "the sound, then nothing 200,000 times": (
        riff(fmt(), part(b"data", PCM), part(b"data", b"") * 200_000),
        set(),
        48_000,
    ),
    "a million empty parts": (riff(fmt(), part(b"data", PCM), part(b"junk", b"") * 1_000_000), set(), 48_000),
    "flac behind 7 MB of padding": (flac_with(*[(1, bytes(1 << 20))] * 7), set(), 48_000),
    "aac with a tag between frames": (b"".join(frame + id3(20) for frame in frames(ADTS)), set(), 145_408),
    "mp3 with a tag in the middle": (MP3[:9_000] + id3(100_000) + MP3[9_000:], {Damage.HEADER, Damage.CORRUPT}, None),
    "300,000 voids in a webm": (LIVE[:CLUSTERS] + b"\xec\x80" * 300_000 + LIVE[CLUSTERS:], set(), 144_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name):
    check_refused(*REFUSED[name])


@pytest.mark.parametrize("name", SAVED)
def test_saved_and_flagged(name):
    check_saved(*SAVED[name])
