"""MP3 and AAC that begin in mid-frame, as where a running stream was joined: read from the first whole frame on."""

import pytest

from audio_files import by_ffmpeg, sound
from audio_hostile import check_refused, check_saved
from audio_parts import ADTS, MP3, id3, noise

VARIABLE = by_ffmpeg(sound(6.0, 44_100), 44_100, "adts", "aac", "fltp")


@pytest.mark.parametrize("cut", [1, 100, 333, 5_000, 10_007])
@pytest.mark.parametrize("tag", [b"", id3(500)])
def test_a_cut_frame_at_the_start_costs_no_more_than_itself(cut, tag):
    check_saved(tag + MP3[cut:], None, 3.0 - cut / len(MP3) * 3.0)
    check_saved(tag + ADTS[cut:], set(), 3.0 - cut / len(ADTS) * 3.0)


def test_a_stream_cut_at_both_ends_is_sound():
    check_saved(VARIABLE[len(VARIABLE) // 3 + 50 : -50], None, 4.0)


@pytest.mark.parametrize("data", [MP3, ADTS])
def test_what_is_longer_than_a_frame_is_something_else(data):
    check_refused(b"\x01" + noise(3_000) + data, "unsupported_media")
