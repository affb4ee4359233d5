"""Blanking: silence at the clip's place, and nothing beside it."""

import pytest

from shard_clips import a_clip
from shrutik_core.releases.shards.blanking import Blanking, blank_sound, blanking
from shrutik_core.releases.shards.shard import Shard
from shrutik_core.releases.shards.silence import silent_flac
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.shared.errors import Missing

SHAPE = SoundShape(16_000, 1, 16, 80_000)


def test_silence_of_the_same_size_and_length_stands_where_the_sound_was():
    shard = Shard(0, (a_clip(1, flac_bytes=900), a_clip(2, flac_bytes=85_000)))
    found = blanking(shard, a_clip(2).clip, SHAPE)
    assert found == Blanking(shard.sound_of(a_clip(2).clip).offset_bytes, silent_flac(85_000, 16_000, 1, 16, 80_000))


def test_a_clip_that_is_not_there_cannot_be_made_blank():
    with pytest.raises(Missing):
        blanking(Shard(0, (a_clip(1),)), a_clip(2).clip, SHAPE)


def test_where_the_silence_does_not_fit_it_is_shorter():
    assert blank_sound(77, SHAPE) == silent_flac(77, 16_000, 1, 16, 80_000)
    assert blank_sound(76, SHAPE) == silent_flac(76, 16_000, 1, 16, 2 * 4096)


def test_where_no_stream_fits_there_are_zero_bytes():
    assert blank_sound(52, SHAPE) == bytes(52)
