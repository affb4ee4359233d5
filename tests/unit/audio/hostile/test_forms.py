"""Rates, channels, bits and codings at their limits and beyond, and samples that are not numbers."""

import io

import numpy as np
import pytest

from audio_files import by_ffmpeg, by_sndfile, pcm, sound, wav_header
from audio_hostile import PROCESSOR, analysed, check_refused, check_saved
from audio_parts import AIFF, M4A, PCM, WAV, extensible, fmt, noise, opus_head, part, patched, riff
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage

RF64 = by_sndfile(sound(3.0), form="RF64")


def float_wav(values, repeat=16_000):
    data = np.resize(np.asarray(values, "<f4"), repeat).tobytes()
    return wav_header(bits=32, data=len(data), form=3) + data


def in_three_bytes(bits):
    """Integers of so many bits, in the high ones of 24."""
    values = np.round(sound(3.0)[:, 0] * (2 ** (bits - 1) - 1)).astype("<i4") << (24 - bits)
    return values.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def doubles(*values):
    return np.resize(values, 16_000).astype("<f8").tobytes()


REFUSED = {
    "half a header": (WAV[:20], "damaged"),
    "header only": (wav_header(), "no_audio"),
    "header of another rate, no data": (wav_header(48_000, 2), "no_audio"),
    "wav without a fmt part": (b"RIFF\x24\0\0\0WAVEdata\x10\0\0\0" + bytes(16), "damaged"),
    "1 ms": (by_sndfile(sound(0.001)), "too_short"),
    "1 sample": (by_sndfile(sound(1 / 16_000)), "too_short"),
    "99 ms": (by_sndfile(sound(0.099)), "too_short"),
    "rate 0": (wav_header(rate=0, data=32_000) + bytes(32_000), None),
    "rate 4 GHz": (wav_header(rate=4_000_000_000, data=32_000) + bytes(32_000), None),
    "rate 1 Hz": (wav_header(rate=1, data=32_000) + bytes(32_000), None),
    "rate 384 kHz": (by_sndfile(sound(0.5), 384_000), "unsupported_rate"),
    "rate 4 kHz": (by_sndfile(sound(1.0), 4_000), "unsupported_rate"),
    "0 channels": (wav_header(channels=0, data=32_000) + bytes(32_000), None),
    "65,535 channels": (wav_header(channels=65_535, data=32_000) + bytes(32_000), None),
    "9 channels": (by_sndfile(sound(1.0, channels=9)), "too_many_channels"),
    "256 channels": (by_sndfile(sound(0.2, channels=256)), "too_many_channels"),
    "0 bits": (wav_header(bits=0, data=32_000) + bytes(32_000), None),
    "unknown wav coding": (wav_header(form=0x7777, data=32_000) + noise(32_000), None),
    "wavex of an unknown kind": (riff(extensible(guid=b"\x99" * 16), part(b"data", PCM)), None),
    "rate 2^31": (riff(fmt(rate=1 << 31), part(b"data", PCM)), None),
    "aiff at no rate": (patched(AIFF, b"COMM", 12, b"\xff" * 10), None),
    "opus of 255 channels": (opus_head(1, b"\xff"), None),
    "opus of 0 channels": (opus_head(1, b"\0"), None),
    "floats of 16 bits": (riff(fmt(3, bits=16), part(b"data", PCM)), None),
    "768 kHz": (riff(fmt(rate=768_000), part(b"data", PCM)), None),
}
# Each with what is flagged, and its samples or seconds; None if that is for the decoder to say.
SAVED = {
    "nan": (float_wav([0.1, np.nan, -0.1]), {Damage.NON_FINITE}, 1.0),
    "inf": (float_wav([0.1, np.inf, -np.inf]), {Damage.NON_FINITE}, 1.0),
    "1e30": (float_wav([0.1, 1e30, -1e30]), {Damage.OVER_RANGE}, 1.0),
    "all nan": (float_wav([np.nan]), {Damage.NON_FINITE}, 1.0),
    "60 s of silence": (by_sndfile(np.zeros((60 * 16_000, 1))), set(), 60.0),
    "silence in opus": (by_ffmpeg(np.zeros((480_000, 1)), form="ogg"), set(), None),
    "8 channels": (by_sndfile(sound(1.0, channels=8)), set(), 1.0),
    "8 bits": (by_sndfile(sound(1.0), subtype="PCM_U8"), set(), 1.0),
    "192 kHz": (by_sndfile(sound(1.0, 192_000), 192_000), set(), 1.0),
    "96 kHz, 24 bits, stereo": (by_sndfile(sound(1.0, 96_000, 2), 96_000, subtype="PCM_24"), set(), 1.0),
    "full scale square": (by_sndfile(np.sign(sound(1.0))), set(), 1.0),
    "constant": (by_sndfile(np.full((16_000, 1), 0.5)), set(), 1.0),
    "upside-down channels": (by_sndfile(sound(2.0) * [[1.0, -1.0]]), set(), 2.0),
    "browser's webm": (by_ffmpeg(sound(3.0, 48_000), live=True), set(), 3.0),
    "m4a": (M4A, set(), 3.0),
    "block align 0": (riff(fmt(align=0), part(b"data", PCM)), set(), 3.0),
    "block align 3": (riff(fmt(align=3), part(b"data", PCM)), set(), 3.0),
    "wavex with every speaker": (riff(extensible(mask=0xFFFF_FFFF), part(b"data", PCM)), set(), 3.0),
    "12 bits in 16": (riff(fmt(bits=12, align=2), part(b"data", PCM)), set(), 3.0),
    "64-bit integers": (
        riff(fmt(bits=64), part(b"data", (np.frombuffer(PCM, "<i2").astype("<i8") << 48).tobytes())),
        set(),
        3.0,
    ),
    "little-endian aiff": (by_sndfile(sound(3.0), form="AIFF", endian="LITTLE"), set(), 3.0),
    "bw64": (b"BW64" + RF64[4:], set(), 3.0),
    "pcm in matroska": (by_ffmpeg(sound(3.0, 48_000), 48_000, "matroska", "pcm_s16le", "s16"), set(), 3.0),
    "opus with 128 dB of gain": (opus_head(8, b"\xff\x7f"), None, 3.0),
    "20 bits in 3 bytes": (riff(fmt(bits=20, align=3), part(b"data", in_three_bytes(20))), set(), 48_000),
    "wavex of 20 bits in 24": (riff(extensible(20, 24), part(b"data", in_three_bytes(20))), set(), 48_000),
    "wavex of no bits": (riff(extensible(0, 16), part(b"data", PCM)), set(), 48_000),
    "doubles of no number": (
        riff(fmt(3, bits=64), part(b"data", doubles(0.1, np.inf, np.nan))),
        {Damage.NON_FINITE},
        16_000,
    ),
    "doubles of 1e300": (riff(fmt(3, bits=64), part(b"data", doubles(0.1, 1e300))), {Damage.OVER_RANGE}, 16_000),
    "aiff of a-law": (by_sndfile(sound(3.0, 8_000), 8_000, "AIFF", "ALAW"), set(), 24_000),
    "layer II": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mp2", "mp2", "s16"), set(), 144_000),
    "mp3 at 8 kHz": (by_ffmpeg(sound(3.0, 8_000), 8_000, "mp3", "libmp3lame", "fltp"), set(), 24_000),
    "flac in ogg": (by_ffmpeg(sound(3.0, 48_000), 48_000, "ogg", "flac", "s16"), set(), 144_000),
    "opus of six channels": (by_sndfile(sound(2.0, 48_000, 6), 48_000, "OGG", "OPUS"), set(), 96_000),
    "opus in mp4": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mp4", "libopus", "flt"), set(), 144_000),
    "flac in mp4": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mp4", "flac", "s16"), set(), 144_000),
    "pcm in quicktime": (by_ffmpeg(sound(3.0, 48_000), 48_000, "mov", "pcm_s16be", "s16"), set(), 144_000),
    "amr of silence": (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 150, set(), 24_000),
    "wide amr": (b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 150, set(), 48_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name):
    check_refused(*REFUSED[name])


@pytest.mark.parametrize("name", SAVED)
def test_saved_and_flagged(name):
    check_saved(*SAVED[name])


def test_silence_of_a_minute_is_one_silent_chunk():
    analysis = PROCESSOR.analyse(io.BytesIO(by_sndfile(np.zeros((60 * 16_000, 1)))), AudioLimits())
    plan = plan_chunks(analysis.features)
    assert [chunk.silent for chunk in plan.chunks] == [True]


def test_upside_down_channels_are_not_taken_for_silence():
    analysis = analysed(by_sndfile(sound(6.0) * [[1.0, -1.0]]))
    assert analysis.quality.loudness > -40
    assert analysis.quality.speech > 0.3


def test_integers_of_64_bits_are_as_loud_as_they_were():
    loud = analysed(SAVED["64-bit integers"][0]).quality.peak
    assert loud == pytest.approx(analysed(AIFF).quality.peak, abs=0.1)


def test_bits_in_three_bytes_are_where_they_were():
    loud = [
        analysed(data).quality.peak
        for data in (SAVED["20 bits in 3 bytes"][0], riff(fmt(), part(b"data", pcm(sound(3.0)))))
    ]
    assert loud[0] == pytest.approx(loud[1], abs=0.1)
