"""Uploads that mean harm or were broken on the way: over sixty, each with a name."""

import io
import struct
import zipfile

import numpy as np

from audio_files import by_sndfile, flac_declaring, pcm, sound, video_only, wav_header
from audio_parts import (
    ADTS,
    AIFF,
    FLAC,
    LIVE,
    M4A,
    MP3,
    OPUS,
    PCM,
    VORBIS,
    WAV,
    WEBM,
    extensible,
    flac_with,
    fmt,
    id3,
    noise,
    opus_head,
    part,
    patched,
    riff,
    silent_flac,
    spoilt,
    xing,
)

CONTAINERS = {
    "wav": WAV,
    "flac": FLAC,
    "aiff": AIFF,
    "mp3": MP3,
    "opus": OPUS,
    "vorbis": VORBIS,
    "webm": WEBM,
    "live webm": LIVE,
    "m4a": M4A,
    "aac": ADTS,
}


def _zip_named_wav():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("take.wav", WAV)
    return stream.getvalue()


def _floats(*values):
    data = np.resize(np.asarray(values, "<f4"), 48_000).tobytes()
    return wav_header(bits=32, data=len(data), form=3) + data


def _doubles(*values):
    return riff(fmt(3, bits=64), part(b"data", np.resize(values, 16_000).astype("<f8").tobytes()))


def _cut_short():
    """Every container cut after its first words, within its head, at half, and just before its end."""
    for name, data in CONTAINERS.items():
        for told, length in (
            ("12 bytes", 12),
            ("a head", 60),
            ("a half", len(data) // 2),
            ("all but 5", len(data) - 5),
        ):
            yield f"{told} of {name}", data[:length]


def _spoilt():
    """Every container with random bytes behind its first words, and in its middle."""
    for number, (name, data) in enumerate(CONTAINERS.items()):
        yield f"{name} whose rest is random", data[:12] + noise(20_000, number)
        yield f"{name} with random bytes in it", spoilt(data, len(data) // 2)


LYING = {
    "a wav that declares 4 GB": wav_header(data=0xFFFF_FFF0) + PCM,
    "a wav that declares nothing": wav_header(data=0) + PCM,
    "a wav of no rate": wav_header(rate=0, data=len(PCM)) + PCM,
    "a wav of 4 GHz": wav_header(rate=4_000_000_000, data=len(PCM)) + PCM,
    "a wav of 65,535 channels": wav_header(channels=65_535, data=len(PCM)) + PCM,
    "a wav of 0 bits": wav_header(bits=0, data=len(PCM)) + PCM,
    "a wav of an unknown coding": wav_header(form=0x7777, data=len(PCM)) + PCM,
    "an extensible wav of an unknown kind": riff(extensible(guid=b"\x99" * 16), part(b"data", PCM)),
    "a wav in 20,000 parts": riff(fmt(), *[part(b"junk", b"x")] * 20_000, part(b"data", PCM)),
    "an aiff of an endless rate": patched(AIFF, b"COMM", 12, b"\xff" * 10),
    "a flac that declares 10 hours": flac_declaring(10 * 3_600 * 16_000),
    "a flac that declares 2^36 samples": flac_declaring((1 << 36) - 1),
    "a flac with a block of 16 MB declared": FLAC[:42] + b"\x06\xff\xff\xff" + FLAC[42:],
    "a flac with a picture of noise": flac_with((6, noise(100_000))),
    "an mp3 that declares 4 billion frames": xing(0xFFFF_FFFF),
    "an mp3 behind a tag of 256 MB declared": b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + MP3,
    "an opus of 255 channels": opus_head(1, b"\xff"),
}
UNSOUND = {
    "samples that are not numbers": _floats(float("nan"), 0.1),
    "endless samples": _floats(float("inf"), float("-inf"), 0.1),
    "the largest floats": _floats(3e38, -3e38),
    "doubles of 1e300": _doubles(1e300, -1e300),
    "32 channels": by_sndfile(sound(1.0, channels=32)),
    "a 30 kB flac of ten hours": silent_flac(36_000),
    "nine channels of noise": riff(fmt(channels=9), part(b"data", noise(90_000))),
    "one sample": by_sndfile(sound(1 / 16_000)),
    "1 MB of empty mp3 frames": (b"\xff\xfb\x10\xc4" + bytes(100)) * 10_000,
    "0.1 s at 384 kHz": by_sndfile(sound(0.1), 384_000),
}
OTHER_THINGS = {
    "a zip named wav": _zip_named_wav(),
    "html named wav": b"<!doctype html><script>alert(1)</script>" * 100,
    "a wav that is a zip too": WAV + _zip_named_wav(),
    "a wav that is html too": riff(fmt(), part(b"LIST", b"<script>alert(1)</script>"), part(b"data", PCM)),
    "an mp3 behind html": b"<html><!--" + MP3 + b"--></html>",
    "a flac that is a pdf too": flac_with((2, b"%PDF-1.7\n" + bytes(1_000))),
    "a playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "a playlist behind a tag": id3(0) + b"#EXTM3U\nhttp://127.0.0.1:1/a.ts\n" * 3,
    "a concatenation script": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "a film without sound": video_only(),
    "an avi": b"RIFF\x00\x10\x00\x00AVI LIST" + noise(4_000),
    "a program": b"\x7fELF\x02\x01\x01" + bytes(9) + noise(4_000),
    "an archive of unix": struct.pack("<H", 0o070707) + noise(4_000),
    "nothing": b"",
}
HOSTILE = {**LYING, **UNSOUND, **OTHER_THINGS, **dict(_cut_short()), **dict(_spoilt())}
SOUND = riff(fmt(), part(b"data", pcm(sound(3.0, seed=11))))
