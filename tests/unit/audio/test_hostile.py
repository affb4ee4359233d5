"""Damaged and hostile files: saved and flagged, or refused with a reason, quickly and in little memory."""

import io
import random
import resource
import struct
import time
import zipfile
import zlib

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_ffmpeg, by_sndfile, flac_declaring, pcm, sound, video_only, wav_header
from shrutik_audio.processor import SoundProcessor
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid

PROCESSOR = SoundProcessor()
SECONDS = 10.0
MEGABYTES = 512
CODES = {
    "empty", "unsupported_media", "no_audio", "damaged", "too_short", "too_long", "too_many_channels",
    "unsupported_rate",
}  # fmt: skip
WAV = by_sndfile(sound(3.0))
FLAC = by_sndfile(sound(3.0), form="FLAC")
MP3 = by_ffmpeg(sound(3.0, 48_000), 48_000, "mp3", "libmp3lame", "fltp")
OPUS = by_ffmpeg(sound(3.0, 48_000), 48_000, "ogg", "libopus", "flt")
VORBIS = by_sndfile(sound(12.0), form="OGG", subtype="VORBIS")
WEBM = by_ffmpeg(sound(3.0, 48_000))
M4A = by_ffmpeg(sound(3.0, 48_000), 48_000, "ipod", "aac", "fltp")


def noise(count, seed=1):
    return random.Random(seed).randbytes(count)


def spoilt(data, start, length=200):
    """The same with some bytes in the middle replaced."""
    return data[:start] + noise(length) + data[start + length :]


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


def float_wav(values, repeat=16_000):
    data = np.resize(np.asarray(values, "<f4"), repeat).tobytes()
    return wav_header(bits=32, data=len(data), form=3) + data


def silent_flac(seconds, rate=8_000):
    stream = io.BytesIO()
    with soundfile.SoundFile(stream, "w", rate, 1, "PCM_16", format="FLAC") as file:
        for _ in range(seconds // 60):
            file.write(np.zeros(60 * rate, np.int16))
    return stream.getvalue()


def mp3_declaring(frames):
    """An MP3 whose Xing header declares another number of frames than it holds."""
    data = bytearray(MP3)
    at = max(data.find(b"Xing"), data.find(b"Info"))
    data[at + 8 : at + 12] = struct.pack(">I", frames)
    return bytes(data)


SILENCE = silent_flac(7_260)
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
    "half a header": (WAV[:20], "damaged"),
    "header only": (wav_header(), "no_audio"),
    "header of another rate, no data": (wav_header(48_000, 2), "no_audio"),
    "wav without a fmt part": (b"RIFF\x24\0\0\0WAVEdata\x10\0\0\0" + bytes(16), "damaged"),
    "flac magic alone": (b"fLaC", "damaged"),
    "flac magic and noise": (b"fLaC" + noise(5_000), "damaged"),
    "ogg magic and noise": (b"OggS" + noise(5_000), "damaged"),
    "webm magic and noise": (b"\x1a\x45\xdf\xa3" + noise(5_000), "damaged"),
    "mp4 magic and noise": (b"\x00\x00\x00\x20ftypM4A " + noise(5_000), "damaged"),
    "id3 and nothing": (b"ID3\x04\x00\x00\x00\x00\x00\x00", "damaged"),
    "id3 of 256 MB declared": (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + noise(1_000), "damaged"),
    "flac declaring 2^36 - 1 samples": (flac_declaring((1 << 36) - 1), "too_long"),
    "flac declaring three hours": (flac_declaring(3 * 3600 * 16_000), "too_long"),
    "two hours and more of silence in flac": (SILENCE, "too_long"),
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
    "video without sound": (video_only(), "no_audio"),
    "m4a without its index": (M4A[: M4A.find(b"moov") - 4], None),
    "webm header alone": (WEBM[:200], None),
    "ogg first page alone": (OPUS[:47], None),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused_with_a_reason(name):
    data, code = REFUSED[name]
    start = time.process_time()
    with pytest.raises(Invalid) as error:
        PROCESSOR.analyse(io.BytesIO(data), AudioLimits())
    assert time.process_time() - start < SECONDS
    assert error.value.code in ({code} if code else CODES)
    assert len(error.value.detail) > 20


SAVED = {
    "data size 0": (wav_header(data=0) + pcm(sound(3.0)), {Damage.HEADER}, 3.0),
    "data size 2^32 - 1": (wav_header(data=0xFFFF_FFFF) + pcm(sound(3.0)), {Damage.HEADER}, 3.0),
    "data size 2 GB": (wav_header(data=0x7FFF_FFFF) + pcm(sound(3.0)), {Damage.HEADER}, 3.0),
    "wav declaring 10 minutes": (wav_header(data=600 * 32_000) + pcm(sound(3.0)), {Damage.TRUNCATED}, 3.0),
    "wrong riff size": (wav_header(data=96_000, riff=7) + pcm(sound(3.0)), None, 3.0),
    "odd number of bytes": (WAV[:-1], {Damage.TRUNCATED}, 3.0),
    "truncated wav": (WAV[: len(WAV) // 2], {Damage.TRUNCATED}, 1.5),
    "truncated ogg opus": (OPUS[: len(OPUS) // 2], {Damage.TRUNCATED}, None),
    "truncated vorbis": (VORBIS[: len(VORBIS) // 2], {Damage.TRUNCATED}, None),
    "truncated mp3": (MP3[: len(MP3) // 2], {Damage.TRUNCATED}, 1.5),
    "truncated flac": (FLAC[: len(FLAC) // 2], {Damage.CORRUPT, Damage.TRUNCATED}, None),
    "truncated webm": (WEBM[: len(WEBM) // 2], {Damage.TRUNCATED}, None),
    "spoilt flac": (spoilt(FLAC, len(FLAC) // 2), {Damage.CORRUPT}, None),
    "spoilt mp3": (spoilt(MP3, len(MP3) // 2), None, None),
    "spoilt ogg": (spoilt(OPUS, len(OPUS) // 2), None, None),
    "spoilt webm": (spoilt(WEBM, len(WEBM) // 2), None, None),
    "spoilt m4a": (spoilt(M4A, len(M4A) // 2, 40), None, None),
    "junk before an mp3": (b"ID3\x03\x00\x00\x00\x00\x00\x14" + bytes(20) + noise(300) + MP3[500:], None, None),
    "flac without a length": (flac_declaring(0, FLAC), None, 3.0),
    "mp3 declaring 2^31 frames": (mp3_declaring(1 << 31), None, None),
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
    "text behind the sound": (WAV + b"a comment that belongs nowhere" * 50, set(), 3.0),
    "two ogg streams chained": (OPUS + OPUS, None, None),
    "two mp3 end to end": (MP3 + MP3, None, None),
}


@pytest.mark.parametrize("name", sorted(SAVED))
def test_saved_and_flagged(name):
    data, damage, seconds = SAVED[name]
    start = time.process_time()
    source = io.BytesIO(data)
    analysis = PROCESSOR.analyse(source, AudioLimits())
    plan = plan_chunks(analysis.features)
    cut = [clip.span for clip in PROCESSOR.cut(source, [chunk.span for chunk in plan.chunks])]
    assert time.process_time() - start < SECONDS
    assert cut[0].start == 0
    assert cut[-1].end == analysis.facts.samples == analysis.features.samples
    if damage is not None:
        assert set(analysis.facts.damage) >= damage
        assert damage or not analysis.facts.damage
    if seconds is not None:
        assert analysis.facts.duration == pytest.approx(seconds, abs=0.1)


def test_what_is_refused_at_once_is_not_decoded():
    start = time.process_time()
    with pytest.raises(Invalid):
        PROCESSOR.analyse(io.BytesIO(SILENCE), AudioLimits())
    assert time.process_time() - start < 0.5


def test_a_length_that_lies_does_not_let_more_in():
    data = flac_declaring(16_000, by_sndfile(np.zeros((16_000 * 100, 1)), form="FLAC"))
    try:
        facts = PROCESSOR.analyse(io.BytesIO(data), AudioLimits(max_seconds=30)).facts
    except Invalid as error:
        assert error.code == "too_long"
    else:
        assert facts.duration <= 30


def test_silence_of_a_minute_is_one_silent_chunk():
    analysis = PROCESSOR.analyse(io.BytesIO(by_sndfile(np.zeros((60 * 16_000, 1)))), AudioLimits())
    plan = plan_chunks(analysis.features)
    assert [chunk.silent for chunk in plan.chunks] == [True]


def test_upside_down_channels_are_not_taken_for_silence():
    analysis = PROCESSOR.analyse(io.BytesIO(by_sndfile(sound(6.0) * [[1.0, -1.0]])), AudioLimits())
    assert analysis.quality.loudness > -40
    assert analysis.quality.speech > 0.3


def test_the_memory_stays_small():
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 < 2 * MEGABYTES


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([WAV, FLAC, MP3, OPUS, VORBIS, WEBM, M4A]), st.data())
def test_any_damage_is_saved_or_refused(data, draw):
    at = draw.draw(st.integers(0, len(data) - 1))
    length = draw.draw(st.integers(0, 400))
    end = draw.draw(st.sampled_from([len(data), len(data), at + length]))
    broken = (data[:at] + draw.draw(st.binary(min_size=length, max_size=length)) + data[at + length :])[:end]
    try:
        analysis = PROCESSOR.analyse(io.BytesIO(broken), AudioLimits())
    except Invalid as error:
        assert error.code in CODES
    else:
        spans = [chunk.span for chunk in plan_chunks(analysis.features).chunks]
        assert [clip.span for clip in PROCESSOR.cut(io.BytesIO(broken), spans)] == spans
