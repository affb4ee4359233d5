"""WAVs whose lengths are not quite true: a byte that belongs behind an odd part, and the length of a lossy coding."""

import struct

import pytest

from audio_files import by_ffmpeg, by_sndfile, sound
from audio_hostile import check_saved
from audio_parts import PCM, fmt, part, riff
from shrutik_core.recordings.facts import Damage

SECONDS = 3.0


def crowded(name, body):
    """A part of odd length without the byte that belongs behind it."""
    assert len(body) % 2
    return name + struct.pack("<I", len(body)) + body


NOTE = b"INFOISFT\5\0\0\0Phone"
DATA = part(b"data", PCM)


@pytest.mark.parametrize(
    "parts",
    [
        (fmt(), crowded(b"LIST", NOTE), DATA),
        (crowded(b"JUNK", b"abc"), fmt(), DATA),
        (crowded(b"JUNK", b"\0\0\0"), fmt(), crowded(b"LIST", NOTE), DATA),
        (fmt(), crowded(b"bext", bytes(603)), part(b"fact", struct.pack("<I", 48_000)), DATA),
        (crowded(b"fmt ", fmt()[8:] + b"\1\0\0"), DATA),
        (fmt(), DATA, crowded(b"LIST", NOTE), part(b"id3 ", b"ID3")),
    ],
)
def test_a_missing_byte_behind_an_odd_part_costs_nothing(parts):
    check_saved(riff(*parts), set(), 48_000)


@pytest.mark.parametrize("short", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("first", [True, False])
def test_a_list_that_did_not_count_the_zeros_inside_costs_nothing(short, first):
    noted = b"INFO" + (b"INAM\3\0\0\0abc\0" + b"IART\5\0\0\0Phone\0") * 4
    notes = b"LIST" + struct.pack("<I", len(noted) - short) + noted
    check_saved(riff(*([notes, fmt()] if first else [fmt(), notes]), DATA), set(), 48_000)
    check_saved(riff(fmt(), DATA, part(b"LIST", noted)) + riff(fmt(), DATA), {Damage.HEADER}, 96_000)


AIFF = by_sndfile(sound(SECONDS), form="AIFF")
COMMON, SAMPLES = AIFF[12:38], AIFF[38:]


@pytest.mark.parametrize("form", [b"AIFF", b"AIFC"])
@pytest.mark.parametrize(
    "parts",
    [
        (b"NAME\0\0\0\3abc", COMMON, SAMPLES),
        (COMMON, b"NAME\0\0\0\3abc", SAMPLES),
        (COMMON, b"NAME\0\0\0\3abc", b"AUTH\0\0\0\5Phone", SAMPLES),
        (SAMPLES, b"NAME\0\0\0\3abc", COMMON),
    ],
)
def test_a_missing_byte_in_an_aiff_costs_nothing(form, parts):
    told = list(parts)
    if form == b"AIFC":
        told[told.index(COMMON)] = b"COMM\0\0\0\x18" + COMMON[8:] + b"NONE\0\0"
    body = form + b"".join(told)
    data = b"FORM" + struct.pack(">I", len(body)) + body
    check_saved(data, set(), 48_000)
    check_saved(data + AIFF, {Damage.HEADER}, 96_000)


def test_sound_of_odd_length_without_its_byte_is_read_to_its_end():
    samples = bytes(sound(1.0).ravel().astype("f4").view("u1")[:8_001])
    check_saved(riff(fmt(bits=8, align=1), crowded(b"data", samples), part(b"LIST", NOTE)), set(), 8_001)


def test_another_file_behind_one_with_a_missing_byte_is_read_too():
    crowd = riff(fmt(), crowded(b"LIST", NOTE), DATA)
    check_saved(crowd + riff(fmt(), DATA), {Damage.HEADER}, 96_000)


def test_a_file_with_a_missing_byte_that_breaks_off_is_truncated():
    check_saved(riff(fmt(), crowded(b"LIST", NOTE), DATA)[:-20_000], {Damage.TRUNCATED}, 38_000)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("seconds", [1.0, SECONDS, 3.337])
def test_an_mp3_in_a_wav_is_not_truncated_for_a_few_samples(rate, seconds):
    check_saved(by_ffmpeg(sound(seconds, rate), rate, "wav", "libmp3lame", "fltp"), set(), seconds)


@pytest.mark.parametrize("subtype", ["GSM610", "IMA_ADPCM", "MS_ADPCM", "ULAW", "ALAW", "G721_32"])
def test_other_lossy_codings_in_a_wav_are_not_truncated(subtype):
    check_saved(by_sndfile(sound(3.1), subtype=subtype), set(), 3.1)


@pytest.mark.parametrize("coding", ["libmp3lame", "adpcm_ima_wav"])
def test_a_lossy_wav_that_breaks_off_is_truncated(coding):
    form = "fltp" if coding == "libmp3lame" else "s16p"
    data = by_ffmpeg(sound(SECONDS), 16_000, "wav", coding, form)
    check_saved(data[: len(data) * 2 // 3], {Damage.TRUNCATED}, None)
