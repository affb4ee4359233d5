"""Recordings of several parts, and several files end to end: all of it is read, or what is left out is flagged."""

import io
import struct

import numpy as np
import pytest
import soundfile

from audio_files import by_sndfile, flac_declaring, pcm, sound, wav_header
from audio_hostile import PROCESSOR, analysed
from audio_parts import M4A, fmt, part, riff
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span

FIRST, SECOND = pcm(sound(3.0)), pcm(sound(2.0, seed=4))
WHOLE = {Damage.HEADER}
LEFT_OUT = {Damage.HEADER, Damage.CORRUPT}


def wav(data):
    return riff(fmt(), part(b"data", data))


def samples(data):
    return np.frombuffer(data, "<i2")


def facts_of(data):
    return analysed(data).facts


def flac(data):
    return by_sndfile(samples(data), form="FLAC")


def read(data):
    """The samples as they are cut, one clip over all of them."""
    spans = [Span(0, facts_of(data).samples)]
    return b"".join(
        soundfile.read(clip.stream, dtype="int16")[0].astype("<i2").tobytes()
        for clip in PROCESSOR.cut(io.BytesIO(data), spans)
    )


JOINED = {
    "two parts of sound": riff(fmt(), part(b"data", FIRST), part(b"data", SECOND)),
    "a comment between": riff(fmt(), part(b"data", FIRST), part(b"LIST", b"INFO" + bytes(7)), part(b"data", SECOND)),
    "two files": wav(FIRST) + wav(SECOND),
    "rf64 and another": by_sndfile(samples(FIRST), form="RF64") + wav(SECOND),
    "the second is never ended": wav(FIRST) + wav_header(data=0xFFFF_FFFF) + SECOND,
    "2,000 parts": riff(fmt(), *[part(b"data", (FIRST + SECOND)[at : at + 80]) for at in range(0, 160_000, 80)]),
    "two flac": flac(FIRST) + flac(SECOND),
    "flac declaring half": flac_declaring(40_000, flac(FIRST + SECOND)),
    "two aiff": by_sndfile(samples(FIRST), form="AIFF") + by_sndfile(samples(SECOND), form="AIFF"),
}


@pytest.mark.parametrize("name", JOINED)
def test_parts_are_read_one_after_the_other(name):
    facts = facts_of(JOINED[name])
    assert (facts.samples, facts.bits, set(facts.damage)) == (80_000, 16, WHOLE)
    assert read(JOINED[name]) == FIRST + SECOND


LOST = {
    "a rate that none has": (wav(FIRST) + by_sndfile(sound(2.0, 8_000), 4_000), LEFT_OUT, 48_000),
    "too many channels": (wav(FIRST) + by_sndfile(sound(2.0, channels=9)), LEFT_OUT, 48_000),
    "a header and no sound": (wav(FIRST) + wav_header(data=0), set(), 48_000),
    "the second is cut": (wav(FIRST) + wav(SECOND)[:-32_000], {Damage.HEADER, Damage.TRUNCATED}, 64_000),
    "two m4a": (M4A + M4A, WHOLE, 2 * facts_of(M4A).samples),
    "m4a and half of one": (M4A + M4A[: len(M4A) // 2], LEFT_OUT, facts_of(M4A).samples),
}


@pytest.mark.parametrize("name", LOST)
def test_what_cannot_be_joined_is_flagged(name):
    data, damage, samples = LOST[name]
    facts = facts_of(data)
    assert (facts.samples, set(facts.damage)) == (samples, damage)


def test_parts_together_keep_the_limits():
    with pytest.raises(Invalid) as error:
        PROCESSOR.analyse(io.BytesIO(wav(FIRST) * 4), AudioLimits(max_seconds=10))
    assert error.value.code == "too_long"


@pytest.mark.parametrize("seconds", [2.0, 3.0, 4.0])
def test_flac_of_any_length_follows_upon_another(seconds):
    data = flac(FIRST) + by_sndfile(sound(seconds), form="FLAC")
    facts = facts_of(data)
    assert (facts.duration, set(facts.damage)) == (3.0 + seconds, WHOLE)


def test_what_is_no_sound_behind_a_flac_is_nothing_of_it():
    facts = facts_of(flac(FIRST) + b"TAG" + bytes(125) + b"\xff\xf8\xc9\x18" * 20_000)
    assert (facts.samples, facts.damage) == (48_000, ())


def test_words_of_parts_in_the_sound_are_no_parts():
    loud = bytearray(FIRST)
    loud[1_000:1_016] = part(b"data", struct.pack("<2I", 16, 0))
    loud[2_000:2_012] = wav_header()[:12]
    assert facts_of(wav(bytes(loud))).damage == ()
    assert read(wav(bytes(loud))) == loud
