"""Files cut off, spoilt, or without a part they cannot do without: what can be read is read, and flagged."""

import gzip
import io
import resource

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_files import by_ffmpeg, by_sndfile, sound
from audio_hostile import CODES, PROCESSOR, analysed, check_refused, check_saved
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
    fmt,
    noise,
    pages,
    part,
    riff,
    spoilt,
    two_tracks,
)
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid

RF64 = by_sndfile(sound(3.0), form="RF64")
LONG = by_ffmpeg(sound(12.0, 48_000), 48_000, "ogg", "libopus", "flt")
NOISE = np.random.default_rng(5).bytes


def frames(adts):
    while adts:
        length = (adts[3] & 3) << 11 | adts[4] << 3 | adts[5] >> 5
        yield adts[:length]
        adts = adts[length:]


def without(data, number, count):
    told = list(pages(data))
    return b"".join(told[:number] + told[number + count :])


REFUSED = {
    "m4a without its index": (M4A[: M4A.find(b"moov") - 4], None),
    "webm header alone": (WEBM[:200], None),
    "ogg first page alone": (OPUS[:47], None),
    "flac without its first block": (b"fLaC" + bytes([0x84, 0, 0, 8]) + bytes(8) + FLAC[-5_000:], None),
    "webm with no cluster": (LIVE.replace(b"\x1f\x43\xb6\x75", b"\x1f\x43\xb6\x76"), None),
    "ogg without its first page": (without(OPUS, 0, 1), None),
}
# Each with what is flagged, and its samples or seconds; None if that is for the decoder to say.
SAVED = {
    "odd number of bytes": (WAV[:-1], {Damage.TRUNCATED}, 3.0),
    "truncated wav": (WAV[: len(WAV) // 2], {Damage.TRUNCATED}, 1.5),
    "truncated ogg opus": (OPUS[: len(OPUS) // 2], {Damage.TRUNCATED}, None),
    "truncated vorbis": (VORBIS[: len(VORBIS) // 2], {Damage.TRUNCATED}, None),
    "truncated mp3": (MP3[: len(MP3) // 2], {Damage.TRUNCATED}, 1.5),
    "truncated flac": (FLAC[: len(FLAC) // 2], {Damage.CORRUPT, Damage.TRUNCATED}, None),
    "truncated webm": (WEBM[: len(WEBM) // 2], {Damage.TRUNCATED}, None),
    "spoilt flac": (spoilt(FLAC, len(FLAC) // 2), {Damage.CORRUPT}, None),
    "flac without some of its middle": (FLAC[: len(FLAC) // 2] + FLAC[len(FLAC) // 2 + 9_000 :], {Damage.GAP}, 48_000),
    "flac with zeros in its middle": (
        FLAC[: len(FLAC) // 2] + bytes(9_000) + FLAC[len(FLAC) // 2 + 9_000 :],
        {Damage.GAP},
        48_000,
    ),
    "spoilt mp3": (spoilt(MP3, len(MP3) // 2), None, None),
    "spoilt ogg": (spoilt(OPUS, len(OPUS) // 2), None, None),
    "spoilt webm": (spoilt(WEBM, len(WEBM) // 2), None, None),
    "spoilt m4a": (spoilt(M4A, len(M4A) // 2, 40), None, None),
    "junk before an mp3": (b"ID3\x03\x00\x00\x00\x00\x00\x14" + bytes(20) + noise(300) + MP3[500:], None, None),
    "truncated rf64": (RF64[: len(RF64) // 2], {Damage.TRUNCATED}, 1.5),
    "truncated mu-law": (by_sndfile(sound(3.0), subtype="ULAW")[:24_000], {Damage.TRUNCATED}, 1.5),
    "truncated adpcm": (by_sndfile(sound(3.0), subtype="MS_ADPCM")[:12_000], {Damage.TRUNCATED}, None),
    "truncated aiff": (AIFF[: len(AIFF) // 2], {Damage.TRUNCATED}, 1.5),
    "truncated mp4 in fragments": (two_tracks(fragmented=True)[:-15_000], {Damage.CORRUPT}, None),
    "live webm cut in mid-cluster": (LIVE[: len(LIVE) * 3 // 5], None, None),
    "noise in the middle of aac": (ADTS[:2_000] + b"\x55" * 500 + ADTS[2_000:], {Damage.CORRUPT}, None),
    "flac of a wrong checksum": (FLAC[:26] + b"\x5a" * 16 + FLAC[42:], set(), 48_000),
    "aac with junk between frames": (
        b"".join(frame + NOISE(9) for frame in frames(ADTS)),
        {Damage.CORRUPT},
        None,
    ),
    "aac cut in mid-frame": (ADTS[: len(ADTS) // 2], {Damage.CORRUPT}, None),
    "opus without pages of its middle": (without(LONG, 6, 3), {Damage.GAP}, 12.0),
    "junk between ogg pages": (b"".join(page + NOISE(50) for page in pages(OPUS)), set(), 144_000),
    "amr cut in mid-frame": (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 149 + b"\x3c" + bytes(11), {Damage.CORRUPT}, 23_840),
    "text in the sound": (riff(fmt(), part(b"data", gzip.compress(PCM))), set(), None),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name):
    check_refused(*REFUSED[name])


def peak():
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.fixture(scope="module", autouse=True)
def peak_before():
    """What tests of other modules had in this process."""
    return peak()


@pytest.mark.parametrize("name", SAVED)
def test_saved_and_flagged(name):
    check_saved(*SAVED[name])


def test_the_memory_stays_small(peak_before):
    assert peak() < max(1_024, peak_before + 1)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([WAV, FLAC, MP3, OPUS, VORBIS, WEBM, M4A]), st.data())
def test_any_damage_is_saved_or_refused(data, draw):
    at = draw.draw(st.integers(0, len(data) - 1))
    length = draw.draw(st.integers(0, 400))
    end = draw.draw(st.sampled_from([len(data), len(data), at + length]))
    broken = (data[:at] + draw.draw(st.binary(min_size=length, max_size=length)) + data[at + length :])[:end]
    try:
        analysis = analysed(broken)
    except Invalid as error:
        assert error.code in CODES
    else:
        spans = [chunk.span for chunk in plan_chunks(analysis.features).chunks]
        assert [clip.span for clip in PROCESSOR.cut(io.BytesIO(broken), spans)] == spans
