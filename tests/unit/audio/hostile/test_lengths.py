"""Lengths and counts that lie: refused at once if they promise too much, and else measured against what is there."""

import io
import struct
import time

import numpy as np
import pytest

from audio_files import by_ffmpeg, by_sndfile, flac_declaring, pcm, sound, wav_header
from audio_hostile import PROCESSOR, analysed, check_refused, check_saved
from audio_parts import (
    AIFF,
    FLAC,
    LIVE,
    M4A,
    OPUS,
    PCM,
    flac_with,
    fmt,
    noise,
    opus_head,
    pages,
    part,
    patched,
    resealed,
    riff,
    silent_flac,
    xing,
)
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid

SHORT = by_ffmpeg(sound(1.0, 48_000), 48_000, "ogg", "libopus", "flt")
SILENCE = silent_flac(7_260)
RF64 = by_sndfile(sound(3.0), form="RF64")
# The sound of the live WebM begins behind the name of the program, whose length FFmpeg's version changes.
CLUSTERS = LIVE.index(b"\x1f\x43\xb6\x75")


def granules(value):
    head, tags, *others = pages(OPUS)
    return head + tags + b"".join(resealed(page[:6] + struct.pack("<q", value) + page[14:]) for page in others)


def without(data, number, count):
    told = list(pages(data))
    return b"".join(told[:number] + told[number + count :])


REFUSED = {
    "id3 of 256 MB declared": (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + noise(1_000), "damaged"),
    "flac declaring 2^36 - 1 samples": (flac_declaring((1 << 36) - 1), "too_long"),
    "flac declaring three hours": (flac_declaring(3 * 3600 * 16_000), "too_long"),
    "two hours and more of silence in flac": (SILENCE, "too_long"),
    "2 GB of comment declared before the sound": (riff(fmt(), b"LIST\xff\xff\xff\x7f", part(b"data", PCM)), None),
    "aiff whose sound lies 2 GB away": (patched(AIFF, b"SSND", 4, b"\x7f\xff\xff\xff"), None),
    "m4a of 2^32 samples": (patched(M4A, b"stsz", 8, b"\xff\xff\xff\xff"), None),
    "m4a whose sound lies 2 GB away": (patched(M4A, b"stco", 8, b"\x7f\xff\xff\xff"), None),
    "m4a whose first box is larger than any file": (b"\0\0\0\1" + M4A[4:8] + b"\x7f" + b"\xff" * 7 + M4A[8:], None),
    "ogg pages that end no packet": (granules(-1), None),
    "half an hour of silence in flac": (silent_flac(1_800, 96_000), None),
    "opus that skips more than there is": (
        resealed(patched(next(pages(SHORT)), b"OpusHead", 2, b"\xff\xff")) + without(SHORT, 0, 1),
        None,
    ),
    "an hour of silence in flac, its length unsaid": (
        flac_declaring(0, by_sndfile(np.zeros((3_600 * 16_000, 1)), form="FLAC")),
        None,
    ),
}
# Each with what is flagged, and its samples or seconds; None if that is for the decoder to say.
SAVED = {
    "data size 0": (wav_header(data=0) + pcm(sound(3.0)), {Damage.HEADER}, 3.0),
    "data size 2^32 - 1": (wav_header(data=0xFFFF_FFFF) + pcm(sound(3.0)), {Damage.HEADER}, 3.0),
    "data size 2 GB": (wav_header(data=0x7FFF_FFFF) + pcm(sound(3.0)), {Damage.HEADER}, 3.0),
    "wav declaring 10 minutes": (wav_header(data=600 * 32_000) + pcm(sound(3.0)), {Damage.TRUNCATED}, 3.0),
    "wrong riff size": (wav_header(data=96_000, riff=7) + pcm(sound(3.0)), None, 3.0),
    "flac without a length": (flac_declaring(0, FLAC), None, 3.0),
    "mp3 declaring 2^31 frames": (xing(1 << 31), None, None),
    "rf64 declaring 2^64 bytes": (patched(RF64, b"ds64", 4, b"\xff" * 24), {Damage.HEADER}, 3.0),
    "rf64 without its sizes": (
        b"RF64\xff\xff\xff\xffWAVE" + fmt() + b"data\xff\xff\xff\xff" + PCM,
        {Damage.HEADER},
        3.0,
    ),
    "rf64 whose sizes were never filled in": (patched(RF64, b"ds64", 4, bytes(24)), {Damage.HEADER}, 3.0),
    "aiff declaring 2^32 frames": (patched(AIFF, b"COMM", 6, b"\xff" * 4), None, 3.0),
    "flac with seek points that lie": (flac_with((3, b"\xfe" * 900)), None, 3.0),
    "flac with a comment of 4 GB declared": (flac_with((4, b"\xff" * 200)), None, 3.0),
    "mp3 declaring 5 frames": (xing(5), {Damage.HEADER}, 3.0),
    "mp3 declaring 2 hours": (xing(300_000), {Damage.TRUNCATED}, 3.0),
    "m4a declaring 2^32 ticks": (patched(M4A, b"mdhd", 16, b"\xff\xff\xff\xfe"), None, 3.0),
    "opus that skips more than a second": (opus_head(2, b"\xff\xff"), {Damage.TRUNCATED}, None),
    "mu-law without an end": (
        patched(by_sndfile(sound(3.0, 8_000), 8_000, subtype="ULAW"), b"data", 0, bytes(4)),
        {Damage.HEADER},
        24_000,
    ),
    "aiff declaring half its frames": (patched(AIFF, b"COMM", 6, struct.pack(">I", 24_000)), set(), 48_000),
    "flac declaring double": (flac_declaring(96_000, FLAC), {Damage.TRUNCATED}, 48_000),
    "ogg that counts from 2^62 samples": (granules(1 << 62), set(), 3.0),
    "opus that skips two thirds": (opus_head(2, b"\xff\xff"), {Damage.TRUNCATED}, None),
    "void of 2^55 bytes in a webm": (LIVE[:CLUSTERS] + b"\xec\x01\x7f" + b"\xff" * 6 + LIVE[CLUSTERS:], None, None),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name):
    check_refused(*REFUSED[name])


@pytest.mark.parametrize("name", SAVED)
def test_saved_and_flagged(name):
    check_saved(*SAVED[name])


def test_what_is_refused_at_once_is_not_decoded():
    start = time.process_time()
    with pytest.raises(Invalid):
        analysed(SILENCE)
    assert time.process_time() - start < 0.5


def test_a_length_that_lies_does_not_let_more_in():
    data = flac_declaring(16_000, by_sndfile(np.zeros((16_000 * 100, 1)), form="FLAC"))
    try:
        facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits(max_seconds=30)).facts
    except Invalid as error:
        assert error.code == "too_long"
    else:
        assert facts.duration <= 30
