"""How long a recording probably is: near enough for its turn."""

import pytest

from shrutik_core.recordings.media import MediaType
from shrutik_core.recordings.probable_length import probable_seconds


def test_every_kind_of_sound_has_a_usual_rate():
    assert all(probable_seconds(kind, 0) == 0 < probable_seconds(kind, 1) for kind in MediaType)


@pytest.mark.parametrize(
    ("kind", "size", "seconds"),
    [
        (MediaType.WAV, 16_000 * 2 * 60, 60),
        (MediaType.WAV, 48_000 * 2 * 2 * 60, 60),
        (MediaType.MP3, 128_000 // 8 * 7_080, 7_080),
        (MediaType.WEBM, 32_000 // 8 * 60, 60),
        (MediaType.AMR, 12_200 // 8 * 60, 60),
    ],
)
def test_usual_recordings_are_told_within_a_factor_of_four(kind, size, seconds):
    assert seconds / 4 < probable_seconds(kind, size) < seconds * 4
