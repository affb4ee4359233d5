"""What hostile files are put together from: sound ones, their parts and pages, and ways to change them."""

import io
import random
import struct
from fractions import Fraction

import av
import numpy as np
import soundfile

from audio_files import by_ffmpeg, by_sndfile, pcm, sound

PCM = pcm(sound(3.0))
PCM_GUID = bytes.fromhex("000000001000800000aa00389b71")
WAV = by_sndfile(sound(3.0))
FLAC = by_sndfile(sound(3.0), form="FLAC")
AIFF = by_sndfile(sound(3.0), form="AIFF")
MP3 = by_ffmpeg(sound(3.0, 48_000), 48_000, "mp3", "libmp3lame", "fltp")
OPUS = by_ffmpeg(sound(3.0, 48_000), 48_000, "ogg", "libopus", "flt")
VORBIS = by_sndfile(sound(12.0), form="OGG", subtype="VORBIS")
WEBM = by_ffmpeg(sound(3.0, 48_000))
M4A = by_ffmpeg(sound(3.0, 48_000), 48_000, "ipod", "aac", "fltp")
LIVE = by_ffmpeg(sound(3.0, 48_000), live=True)
ADTS = by_ffmpeg(sound(3.0, 48_000), 48_000, "adts", "aac", "fltp")


def part(name, body):
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)


def riff(*parts):
    body = b"WAVE" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def fmt(form=1, channels=1, rate=16_000, bits=16, align=None, more=b""):
    align = channels * bits // 8 if align is None else align
    return part(b"fmt ", struct.pack("<HHIIHH", form, channels, rate, rate * align & 0xFFFF_FFFF, align, bits) + more)


def id3(body):
    """A tag of these bytes, or of so many zeros."""
    body = bytes(body)
    return b"ID3\x04\0\0" + bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0)) + body


def patched(data, after, offset, value):
    at = data.find(after) + len(after) + offset
    return data[:at] + value + data[at + len(value) :]


def noise(count, seed=1):
    return random.Random(seed).randbytes(count)


def spoilt(data, start, length=200):
    """The same with some bytes in the middle replaced."""
    return data[:start] + noise(length) + data[start + length :]


def extensible(bits=16, container=16, mask=4, guid=b"\1\0" + PCM_GUID):
    """The form of a WAV that says more: valid bits, speakers, and what kind the samples are."""
    return fmt(0xFFFE, bits=container, align=container // 8, more=struct.pack("<HHI", 22, bits, mask) + guid)


def xing(frames):
    """The MP3 with a header that declares another number of frames than it holds."""
    return patched(MP3, b"Xing" if b"Xing" in MP3 else b"Info", 4, struct.pack(">I", frames))


def silent_flac(seconds, rate=8_000):
    """Whole minutes of nothing, in next to no bytes."""
    stream = io.BytesIO()
    with soundfile.SoundFile(stream, "w", rate, 1, "PCM_16", format="FLAC") as file:
        for _ in range(seconds // 60):
            file.write(np.zeros(60 * rate, np.int16))
    return stream.getvalue()


def flac_with(*blocks):
    """A FLAC with more blocks behind its first, each a kind and a body."""
    told = b"".join(bytes([kind]) + len(body).to_bytes(3, "big") + body for kind, body in blocks)
    return FLAC[:4] + bytes([FLAC[4] & 127]) + FLAC[5:42] + told + FLAC[42:]


def pages(data):
    while data:
        end = 27 + data[26] + sum(data[27 : 27 + data[26]])
        yield data[:end]
        data = data[end:]


def resealed(page):
    """An Ogg page with its checksum made anew."""
    bare, crc = page[:22] + bytes(4) + page[26:], 0
    for byte in bare:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C1_1DB7 if crc & 0x8000_0000 else 0)) & 0xFFFF_FFFF
    return bare[:22] + struct.pack("<I", crc) + bare[26:]


def opus_head(offset, value):
    """The Opus stream with bytes of its first header changed."""
    first, *others = pages(OPUS)
    return resealed(patched(first, b"OpusHead", offset, value)) + b"".join(others)


def two_tracks(form="mp4", fragmented=False):
    stream = io.BytesIO()
    options = {"movflags": "frag_keyframe+empty_moov", "frag_duration": "500000"} if fragmented else {}
    with av.open(stream, "w", format=form, options=options) as container:
        tracks = [container.add_stream("aac", rate=48_000, layout="mono") for _ in range(1 if fragmented else 2)]
        for seed, track in enumerate(tracks):
            samples = sound(3.0, 48_000, seed=seed).astype(np.float32).T
            for at in range(0, samples.shape[1], 24_000):
                piece = np.ascontiguousarray(samples[:, at : at + 24_000])
                frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
                frame.sample_rate, frame.pts, frame.time_base = 48_000, at, Fraction(1, 48_000)
                container.mux(track.encode(frame))
            container.mux(track.encode(None))
    return stream.getvalue()
