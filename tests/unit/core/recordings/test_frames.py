"""Frames of MP3 and AAC: their lengths, and the first whole one of a stream that was cut anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.recordings.frames import adts_length, cut_frame, mpeg_length
from shrutik_core.recordings.media import SNIFF_BYTES, MediaType, sniff


def mpeg(kilobits_at, *, second=0xFB, rate=0, padding=0):
    """An MPEG frame whose body is its head's length less, of bytes that begin no frame."""
    head = bytes([0xFF, second, kilobits_at << 4 | rate << 2 | padding << 1, 0x64])
    return head + b"\x5a" * (mpeg_length(head) - 4)


def adts(length):
    head = bytes([0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC])
    return head + b"\x5a" * (length - 7)


@pytest.mark.parametrize(
    ("head", "length"),
    [
        (b"\xff\xfb\x90\x64", 417),
        (b"\xff\xfb\x92\x64", 418),
        (b"\xff\xfb\xe4\x64", 960),
        (b"\xff\xf3\x84\x64", 192),
        (b"\xff\xe3\x48\x64", 288),
        (b"\xff\xfd\xa4\x00", 576),
        (b"\xff\xf5\x84\x00", 384),
        (b"\xff\xfb\x00\x64", 0),
        (b"\xff\xfb\xf0\x64", 0),
        (b"\xff\xfb\x9c\x64", 0),
        (b"\xff\xeb\x90\x64", 0),
        (b"\xff\xff\x90\x64", 0),
        (b"\xff\xfb\x90", 0),
    ],
)
def test_an_mpeg_frame_has_the_length_of_its_bit_rate(head, length):
    assert mpeg_length(head) == length


@given(st.integers(8, 8_191))
def test_an_adts_frame_tells_its_length(length):
    assert adts_length(adts(length)) == length


@pytest.mark.parametrize(
    "head", [b"\xff\xf1\x50\x80\0\xff\xfc", b"\xff\xf1\x74\x80\x02\x1f\xfc", b"\xff\xf3\x50\x80\x02\x1f\xfc"]
)
def test_no_adts_frame_is_shorter_than_its_head_or_of_an_unknown_rate(head):
    assert adts_length(head) == 0


STREAMS = {
    MediaType.MP3: st.lists(st.builds(mpeg, st.integers(1, 14), padding=st.integers(0, 1)), min_size=5, max_size=8),
    MediaType.AAC: st.lists(st.integers(8, 1_500).map(adts), min_size=5, max_size=8),
}


@given(st.sampled_from(sorted(STREAMS)), st.data())
def test_a_stream_may_be_cut_anywhere(media, data):
    first, *others = data.draw(STREAMS[media])
    longest = max(map(len, others[:3]))
    cut = data.draw(st.integers(0, min(len(first), 2 * longest) - 1))
    stream = first[len(first) - cut :] + b"".join(others)
    assert cut_frame(stream) == cut
    assert sniff(stream[:SNIFF_BYTES]) is media


@pytest.mark.parametrize(("before", "found"), [(833, 833), (834, 0)])
def test_what_is_as_long_as_two_frames_is_not_the_rest_of_one(before, found):
    assert cut_frame(b"\x5a" * before + mpeg(9) * 4) == found


def test_two_frames_in_a_row_may_be_chance():
    assert cut_frame(b"\x5a" + mpeg(9) * 2) == 0
    assert cut_frame(b"\x5a" + mpeg(9) + mpeg(9, rate=1) + mpeg(9)) == 0
    assert cut_frame(b"\x5a" + mpeg(9) * 3) == 1


@given(st.binary(max_size=2_000))
def test_any_bytes_are_taken(data):
    assert 0 <= cut_frame(data) < max(1, len(data))
