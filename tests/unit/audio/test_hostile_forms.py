"""More hostile files: headers that contradict each other, lengths that lie, streams chained and nested."""

import gzip
import io
import struct
import time

import numpy as np
import pytest
import soundfile

from audio_files import by_ffmpeg, by_sndfile, sound
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
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid

PROCESSOR = SoundProcessor()
SECONDS = 10.0
RF64 = by_sndfile(sound(3.0), form="RF64")
M4A = by_ffmpeg(sound(3.0, 48_000), 48_000, "ipod", "aac", "fltp")


def extensible(mask, guid=b"\1\0" + PCM_GUID):
    return fmt(0xFFFE, more=struct.pack("<HHI", 22, 16, mask) + guid)


def xing(frames):
    return patched(MP3, b"Xing" if b"Xing" in MP3 else b"Info", 4, struct.pack(">I", frames))


def silent_flac(seconds, rate):
    stream = io.BytesIO()
    soundfile.write(stream, np.zeros((seconds * rate, 1), np.int16), rate, format="FLAC")
    return stream.getvalue()


def granules(value):
    head, tags, *others = pages(OPUS)
    return head + tags + b"".join(resealed(page[:6] + struct.pack("<q", value) + page[14:]) for page in others)


REFUSED = {
    "wavex of an unknown kind": riff(extensible(4, b"\x99" * 16), part(b"data", PCM)),
    "2 GB of comment declared before the sound": riff(fmt(), b"LIST\xff\xff\xff\x7f", part(b"data", PCM)),
    "rate 2^31": riff(fmt(rate=1 << 31), part(b"data", PCM)),
    "big-endian riff": by_sndfile(sound(1.0), endian="BIG"),
    "w64": by_sndfile(sound(1.0), form="W64"),
    "caf": by_sndfile(sound(1.0), form="CAF"),
    "aiff at no rate": patched(AIFF, b"COMM", 12, b"\xff" * 10),
    "aiff whose sound lies 2 GB away": patched(AIFF, b"SSND", 4, b"\x7f\xff\xff\xff"),
    "flac without its first block": b"fLaC" + bytes([0x84, 0, 0, 8]) + bytes(8) + FLAC[-5_000:],
    "half an hour of silence in flac": silent_flac(1_800, 96_000),
    "a playlist behind an id3 tag": id3(0) + b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n" * 3,
    "a playlist in utf-16": "#EXTM3U\nfile:///etc/passwd".encode("utf-16"),
    "a session description": b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n",
    "gzip": gzip.compress(riff(fmt(), part(b"data", PCM))),
    "byte order mark before a wav": b"\xef\xbb\xbf" + riff(fmt(), part(b"data", PCM)),
    "free-format mp3": b"\xff\xfb\x04\x00" * 20_000,
    "opus of 255 channels": opus_head(1, b"\xff"),
    "opus of 0 channels": opus_head(1, b"\0"),
    "ogg that ends in 2^62 samples": granules(1 << 62),
    "ogg pages that end no packet": granules(-1),
    "webm with no cluster": LIVE.replace(b"\x1f\x43\xb6\x75", b"\x1f\x43\xb6\x76"),
    "m4a of 2^32 samples": patched(M4A, b"stsz", 8, b"\xff\xff\xff\xff"),
    "m4a whose sound lies 2 GB away": patched(M4A, b"stco", 8, b"\x7f\xff\xff\xff"),
    "m4a whose first box is larger than any file": b"\0\0\0\1" + M4A[4:8] + b"\x7f" + b"\xff" * 7 + M4A[8:],
    "5,000 boxes in each other": b"\0\0\0\x08ftyp"
    + b"".join(struct.pack(">I", 8 * (5_000 - deep) + 8) + b"moov" for deep in range(5_000)),
    "amr and noise": b"#!AMR\n" + np.random.default_rng(0).bytes(5_000),
}
SAVED = {
    "block align 0": (riff(fmt(align=0), part(b"data", PCM)), set(), 3.0),
    "block align 3": (riff(fmt(align=3), part(b"data", PCM)), set(), 3.0),
    "wavex with every speaker": (riff(extensible(0xFFFF_FFFF), part(b"data", PCM)), set(), 3.0),
    "12 bits in 16": (riff(fmt(bits=12, align=2), part(b"data", PCM)), set(), 3.0),
    "64-bit integers": (
        riff(fmt(bits=64), part(b"data", (np.frombuffer(PCM, "<i2").astype("<i8") << 48).tobytes())),
        set(),
        3.0,
    ),
    "the sound before its form": (riff(part(b"data", PCM), fmt()), set(), 3.0),
    "100,000 empty parts": (riff(fmt(), part(b"junk", b"") * 100_000, part(b"data", PCM)), set(), 3.0),
    "truncated rf64": (RF64[: len(RF64) // 2], {Damage.TRUNCATED}, 1.5),
    "rf64 declaring 2^64 bytes": (patched(RF64, b"ds64", 4, b"\xff" * 24), {Damage.HEADER}, 3.0),
    "rf64 without its sizes": (
        b"RF64\xff\xff\xff\xffWAVE" + fmt() + b"data\xff\xff\xff\xff" + PCM,
        {Damage.HEADER},
        3.0,
    ),
    "rf64 whose sizes were never filled in": (patched(RF64, b"ds64", 4, bytes(24)), {Damage.HEADER}, 3.0),
    "bw64": (b"BW64" + RF64[4:], set(), 3.0),
    "truncated mu-law": (by_sndfile(sound(3.0), subtype="ULAW")[:24_000], {Damage.TRUNCATED}, 1.5),
    "truncated adpcm": (by_sndfile(sound(3.0), subtype="MS_ADPCM")[:12_000], {Damage.TRUNCATED}, None),
    "little-endian aiff": (by_sndfile(sound(3.0), form="AIFF", endian="LITTLE"), set(), 3.0),
    "truncated aiff": (AIFF[: len(AIFF) // 2], {Damage.TRUNCATED}, 1.5),
    "aiff declaring 2^32 frames": (patched(AIFF, b"COMM", 6, b"\xff" * 4), None, 3.0),
    "flac behind an id3 tag": (id3(300) + FLAC, set(), 3.0),
    "flac with a picture of 16 MB": (flac_with((6, bytes((1 << 24) - 1))), None, 3.0),
    "flac with seek points that lie": (flac_with((3, b"\xfe" * 900)), None, 3.0),
    "flac with a comment of 4 GB declared": (flac_with((4, b"\xff" * 200)), None, 3.0),
    "10,000 blocks before a flac": (flac_with(*[(1, b"")] * 10_000), set(), 3.0),
    "50 MB of id3 before an mp3": (id3(50 << 20) + MP3, set(), 3.0),
    "1,000 id3 tags": (id3(100) * 1_000 + MP3, set(), 3.0),
    "mp3 declaring 5 frames": (xing(5), {Damage.HEADER}, 3.0),
    "mp3 declaring 2 hours": (xing(300_000), {Damage.TRUNCATED}, 3.0),
    "5 MB of zeros between two mp3": (MP3 + bytes(5 << 20) + MP3, {Damage.HEADER}, 6.0),
    "mp3 of one channel, then of two": (
        MP3 + by_ffmpeg(sound(3.0, 48_000, 2), 48_000, "mp3", "libmp3lame", "fltp"),
        {Damage.CORRUPT},
        3.0,
    ),
    "opus that skips more than a second": (opus_head(2, b"\xff\xff"), {Damage.TRUNCATED}, None),
    "opus with 128 dB of gain": (opus_head(8, b"\xff\x7f"), None, 3.0),
    "ogg of one rate, then of another": (OPUS + by_sndfile(sound(3.0), form="OGG", subtype="VORBIS"), None, None),
    "ogg with its headers twice": (b"".join(list(pages(OPUS))[:2]) + OPUS, None, 3.0),
    "live webm cut in mid-cluster": (LIVE[: len(LIVE) * 3 // 5], None, None),
    "two live webm end to end": (LIVE + LIVE, None, 6.0),
    "zeros behind a webm": (LIVE + bytes(1 << 20), None, 3.0),
    "pcm in matroska": (by_ffmpeg(sound(3.0, 48_000), 48_000, "matroska", "pcm_s16le", "s16"), set(), 3.0),
    "mp4 of two tracks": (two_tracks(), set(), 3.0),
    "mp4 in fragments": (two_tracks(fragmented=True), set(), 3.0),
    "truncated mp4 in fragments": (two_tracks(fragmented=True)[:-15_000], {Damage.CORRUPT}, None),
    "m4a declaring 2^32 ticks": (patched(M4A, b"mdhd", 16, b"\xff\xff\xff\xfe"), None, 3.0),
    "noise in the middle of aac": (ADTS[:2_000] + b"\x55" * 500 + ADTS[2_000:], {Damage.CORRUPT}, None),
    "aac of one rate, then of another": (
        ADTS + by_ffmpeg(sound(3.0, 24_000), 24_000, "adts", "aac", "fltp"),
        {Damage.CORRUPT},
        3.0,
    ),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused_with_a_reason(name):
    start = time.process_time()
    with pytest.raises(Invalid) as error:
        PROCESSOR.analyse(io.BytesIO(REFUSED[name]), AudioLimits())
    assert time.process_time() - start < SECONDS
    assert len(error.value.detail) > 20


@pytest.mark.parametrize("name", sorted(SAVED))
def test_saved_and_flagged(name):
    data, damage, seconds = SAVED[name]
    start = time.process_time()
    source = io.BytesIO(data)
    analysis = PROCESSOR.analyse(source, AudioLimits())
    plan = plan_chunks(analysis.features)
    cut = [clip.span for clip in PROCESSOR.cut(source, [chunk.span for chunk in plan.chunks])]
    assert time.process_time() - start < SECONDS
    assert (cut[0].start, cut[-1].end) == (0, analysis.facts.samples)
    assert set(analysis.facts.damage) >= (damage or set())
    assert damage != set() or not analysis.facts.damage
    if seconds is not None:
        assert analysis.facts.duration == pytest.approx(seconds, abs=0.1)


def test_integers_of_64_bits_are_as_loud_as_they_were():
    loud = PROCESSOR.analyse(io.BytesIO(SAVED["64-bit integers"][0]), AudioLimits()).quality.peak
    assert loud == pytest.approx(PROCESSOR.analyse(io.BytesIO(AIFF), AudioLimits()).quality.peak, abs=0.1)
