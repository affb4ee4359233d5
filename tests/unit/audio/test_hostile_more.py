"""Hostile files of a third kind: tags and pictures, streams within streams, odd codings, sound at odd places."""

import gzip
import io
import struct
import time
import zlib

import numpy as np
import pytest

from audio_files import by_ffmpeg, by_sndfile, flac_declaring, pcm, sound, wav_header
from audio_parts import (
    ADTS,
    AIFF,
    FLAC,
    LIVE,
    MP3,
    OPUS,
    PCM,
    PCM_GUID,
    flac_with,
    fmt,
    id3,
    opus_head,
    pages,
    part,
    patched,
    resealed,
    riff,
    two_tracks,
)  # fmt: skip
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid

PROCESSOR = SoundProcessor()
SECONDS = 10.0
NOISE = np.random.default_rng(5)
LONG = by_ffmpeg(sound(12.0, 48_000), 48_000, "ogg", "libopus", "flt")
SHORT = by_ffmpeg(sound(1.0, 48_000), 48_000, "ogg", "libopus", "flt")
VORBIS = by_sndfile(sound(12.0), form="OGG", subtype="VORBIS")
FRAGMENTS = two_tracks(fragmented=True)
SILENCE = by_sndfile(np.zeros((3_600 * 16_000, 1), np.int16), form="FLAC")
# Where the sound of the live WebM begins: behind the name of the program, whose length FFmpeg's version changes.
CLUSTERS = LIVE.index(b"\x1f\x43\xb6\x75")
CORRUPT, HEADER, TRUNCATED = {Damage.CORRUPT}, {Damage.HEADER}, {Damage.TRUNCATED}


def frames(adts):
    while adts:
        length = (adts[3] & 3) << 11 | adts[4] << 3 | adts[5] >> 5
        yield adts[:length]
        adts = adts[length:]


def of_serial(data, serial):
    return b"".join(resealed(page[:14] + struct.pack("<I", serial) + page[18:]) for page in pages(data))


def in_three_bytes(bits):
    """Integers of so many bits, in the high ones of 24."""
    values = np.round(sound(3.0)[:, 0] * (2 ** (bits - 1) - 1)).astype("<i4") << (24 - bits)
    return values.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def wavex(bits, container, guid=1):
    more = struct.pack("<HHIH", 22, bits, 4, guid) + PCM_GUID
    return fmt(0xFFFE, bits=container, align=container // 8, more=more)


def without(data, number, count):
    told = list(pages(data))
    return b"".join(told[:number] + told[number + count :])


def doubles(*values):
    return np.resize(values, 16_000).astype("<f8").tobytes()


REFUSED = {
    "opus that skips more than there is": resealed(patched(next(pages(SHORT)), b"OpusHead", 2, b"\xff\xff"))
    + without(SHORT, 0, 1),
    "floats of 16 bits": riff(fmt(3, bits=16), part(b"data", PCM)),
    "sound in a list of waves": riff(fmt(), part(b"LIST", b"wavl" + part(b"data", PCM))),
    "speex that is none": resealed(OPUS[:28] + b"Speex   " + OPUS[36:47]) + OPUS[47:],
    "ogg without its first page": without(OPUS, 0, 1),
    "text with a riff head": b"RIFF\x10\x10\0\0WAVE" + b"this is no sound at all, only words. " * 200,
    "30 MB of zeros, packed, with an mp3's first bytes": b"\xff\xfb\x90\x64" + zlib.compress(bytes(30 << 20)),
    "an hour of silence in flac, its length unsaid": flac_declaring(
        0, by_sndfile(np.zeros((3_600 * 16_000, 1)), form="FLAC")
    ),
    "a tar of an mp3": b"a.mp3".ljust(257, b"\0") + b"ustar".ljust(255, b"\0") + MP3,
    "windows media": bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(5_000),
    "768 kHz": riff(fmt(rate=768_000), part(b"data", PCM)),
    "20,000 segments in each other": LIVE[:5] + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 * 20_000,
    "amr of frames that are none": b"#!AMR\n" + b"\x7c" * 100,
}
# Each with what is flagged and the samples of a good player.
SAVED = {
    "40 MB of comment before the sound": (
        riff(fmt(), part(b"LIST", b"INFO" + bytes(40 << 20)), part(b"data", PCM)), set(), 48_000,
    ),
    "a picture behind the sound": (riff(fmt(), part(b"data", PCM), part(b"id3 ", id3(300_000))), set(), 48_000),
    "20 bits in 3 bytes": (riff(fmt(bits=20, align=3), part(b"data", in_three_bytes(20))), set(), 48_000),
    "wavex of 20 bits in 24": (riff(wavex(20, 24), part(b"data", in_three_bytes(20))), set(), 48_000),
    "wavex of no bits": (riff(wavex(0, 16), part(b"data", PCM)), set(), 48_000),
    "mu-law without an end": (
        patched(by_sndfile(sound(3.0, 8_000), 8_000, subtype="ULAW"), b"data", 0, bytes(4)), HEADER, 24_000,
    ),
    "doubles of no number": (
        riff(fmt(3, bits=64), part(b"data", doubles(0.1, np.inf, np.nan))), {Damage.NON_FINITE}, 16_000,
    ),
    "doubles of 1e300": (riff(fmt(3, bits=64), part(b"data", doubles(0.1, 1e300))), {Damage.OVER_RANGE}, 16_000),
    "nothing, then the sound": (riff(fmt(), part(b"data", b""), part(b"data", PCM)), set(), 48_000),
    "the sound, then nothing 200,000 times": (
        riff(fmt(), part(b"data", PCM), part(b"data", b"") * 200_000), set(), 48_000,
    ),
    "20,000 files of two samples": ((wav_header(data=4) + bytes(4)) * 20_000, {*HEADER, *CORRUPT}, None),
    "a million empty parts": (riff(fmt(), part(b"data", PCM), part(b"junk", b"") * 1_000_000), set(), 48_000),
    "text in the sound": (riff(fmt(), part(b"data", gzip.compress(PCM))), set(), None),
    "aiff of a-law": (by_sndfile(sound(3.0, 8_000), 8_000, "AIFF", "ALAW"), set(), 24_000),
    "aiff declaring half its frames": (patched(AIFF, b"COMM", 6, struct.pack(">I", 24_000)), set(), 48_000),
    "flac of a wrong checksum": (FLAC[:26] + b"\x5a" * 16 + FLAC[42:], set(), 48_000),
    "flac declaring double": (flac_declaring(96_000, FLAC), TRUNCATED, 48_000),
    "flac behind 7 MB of padding": (flac_with(*[(1, bytes(1 << 20))] * 7), set(), 48_000),
    "aac with a tag between frames": (b"".join(frame + id3(20) for frame in frames(ADTS)), set(), 145_408),
    "aac with junk between frames": (b"".join(frame + NOISE.bytes(9) for frame in frames(ADTS)), CORRUPT, None),
    "aac cut in mid-frame": (ADTS[: len(ADTS) // 2], CORRUPT, None),
    "layer II": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mp2", "mp2", "s16"), set(), 144_000),
    "mp3 at 8 kHz": (by_ffmpeg(sound(3.0, 8_000), 8_000, "mp3", "libmp3lame", "fltp"), set(), 24_000),
    "mp3 with a tag in the middle": (MP3[:9_000] + id3(100_000) + MP3[9_000:], {*HEADER, *CORRUPT}, None),
    "vorbis at 16 kHz, then at 8": (
        VORBIS + of_serial(by_sndfile(sound(3.0, 8_000), 8_000, "OGG", "VORBIS"), 99), CORRUPT, 192_000,
    ),
    "two opus streams of two serials": (OPUS + of_serial(OPUS, 77), set(), 288_000),
    "opus without pages of its middle": (without(LONG, 6, 3), TRUNCATED, None),
    "junk between ogg pages": (b"".join(page + NOISE.bytes(50) for page in pages(OPUS)), set(), 144_000),
    "flac in ogg": (by_ffmpeg(sound(3.0, 48_000), 48_000, "ogg", "flac", "s16"), set(), 144_000),
    "opus of six channels": (by_sndfile(sound(2.0, 48_000, 6), 48_000, "OGG", "OPUS"), set(), 96_000),
    "opus that skips two thirds": (opus_head(2, b"\xff\xff"), TRUNCATED, None),
    "opus in mp4": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mp4", "libopus", "flt"), set(), 144_000),
    "flac in mp4": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mp4", "flac", "s16"), set(), 144_000),
    "pcm in quicktime": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mov", "pcm_s16be", "s16"), set(), 144_000),
    "two mp4 in fragments": (FRAGMENTS + FRAGMENTS, HEADER, None),
    "void of 2^55 bytes in a webm": (LIVE[:CLUSTERS] + b"\xec\x01\x7f" + b"\xff" * 6 + LIVE[CLUSTERS:], None, None),
    "300,000 voids in a webm": (LIVE[:CLUSTERS] + b"\xec\x80" * 300_000 + LIVE[CLUSTERS:], set(), 144_000),
    "amr of silence": (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 150, set(), 24_000),
    "amr cut in mid-frame": (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 149 + b"\x3c" + bytes(11), CORRUPT, 23_840),
    "wide amr": (b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 150, set(), 48_000),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name):
    start = time.process_time()
    with pytest.raises(Invalid) as error:
        PROCESSOR.analyse(io.BytesIO(REFUSED[name]), AudioLimits())
    assert time.process_time() - start < SECONDS
    assert len(error.value.detail) > 20


@pytest.mark.parametrize("name", SAVED)
def test_saved_and_flagged(name):
    data, damage, samples = SAVED[name]
    start = time.process_time()
    facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits()).facts
    assert time.process_time() - start < SECONDS
    assert samples is None or facts.samples == samples
    assert damage is None or set(facts.damage) >= damage
    assert damage != set() or not facts.damage


def test_bits_in_three_bytes_are_where_they_were():
    loud = [
        PROCESSOR.analyse(io.BytesIO(data), AudioLimits()).quality.peak
        for data in (SAVED["20 bits in 3 bytes"][0], riff(fmt(), part(b"data", pcm(sound(3.0)))))
    ]
    assert loud[0] == pytest.approx(loud[1], abs=0.1)
