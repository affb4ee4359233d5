"""What is not sound: words, archives, pictures, playlists, other containers, and noise behind a true first word."""

import gzip
import io
import struct
import zipfile
import zlib

import numpy as np
import pytest

from audio_files import by_sndfile, sound, video_only
from audio_hostile import check_refused
from audio_parts import MP3, OPUS, PCM, WAV, fmt, id3, noise, part, resealed, riff


def zipped():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.wav", WAV)
    return stream.getvalue()


def png():
    def part(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")


REFUSED = {
    "empty": (b"", "empty"),
    "one byte": (b"R", "unsupported_media"),
    "text": (b"no sound here, only words\n" * 50, "unsupported_media"),
    "html": (b"<!doctype html><html><body>404</body></html>", "unsupported_media"),
    "zip": (zipped(), "unsupported_media"),
    "random": (b"\x00" + noise(50_000), "unsupported_media"),
    "png": (png(), "unsupported_media"),
    "avi": (b"RIFF\x00\x10\x00\x00AVI LIST" + noise(4_000), "unsupported_media"),
    "playlist": (b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "unsupported_media"),
    "concat script": (b"ffconcat version 1.0\nfile /etc/passwd\n", "unsupported_media"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "unsupported_media"),
    "nul bytes": (bytes(10_000), "unsupported_media"),
    "video without sound": (video_only(), "no_audio"),
    "big-endian riff": (by_sndfile(sound(1.0), endian="BIG"), None),
    "w64": (by_sndfile(sound(1.0), form="W64"), None),
    "caf": (by_sndfile(sound(1.0), form="CAF"), None),
    "a playlist behind an id3 tag": (id3(0) + b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n" * 3, None),
    "a playlist in utf-16": ("#EXTM3U\nfile:///etc/passwd".encode("utf-16"), None),
    "a session description": (b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n", None),
    "gzip": (gzip.compress(riff(fmt(), part(b"data", PCM))), None),
    "byte order mark before a wav": (b"\xef\xbb\xbf" + riff(fmt(), part(b"data", PCM)), None),
    "text with a riff head": (b"RIFF\x10\x10\0\0WAVE" + b"this is no sound at all, only words. " * 200, None),
    "30 MB of zeros, packed, with an mp3's first bytes": (b"\xff\xfb\x90\x64" + zlib.compress(bytes(30 << 20)), None),
    "a tar of an mp3": (b"a.mp3".ljust(257, b"\0") + b"ustar".ljust(255, b"\0") + MP3, None),
    "windows media": (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(5_000), None),
    "flac magic alone": (b"fLaC", "damaged"),
    "flac magic and noise": (b"fLaC" + noise(5_000), "damaged"),
    "ogg magic and noise": (b"OggS" + noise(5_000), "damaged"),
    "webm magic and noise": (b"\x1a\x45\xdf\xa3" + noise(5_000), "damaged"),
    "mp4 magic and noise": (b"\x00\x00\x00\x20ftypM4A " + noise(5_000), "damaged"),
    "id3 and nothing": (b"ID3\x04\x00\x00\x00\x00\x00\x00", "damaged"),
    "amr and noise": (b"#!AMR\n" + np.random.default_rng(0).bytes(5_000), None),
    "amr of frames that are none": (b"#!AMR\n" + b"\x7c" * 100, None),
    "free-format mp3": (b"\xff\xfb\x04\x00" * 20_000, None),
    "speex that is none": (resealed(OPUS[:28] + b"Speex   " + OPUS[36:47]) + OPUS[47:], None),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name):
    check_refused(*REFUSED[name])
