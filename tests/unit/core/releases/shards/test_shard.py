"""A shard: what it is called, where its members lie, and what cannot be one."""

import attrs
import pytest

from shard_clips import a_clip
from shrutik_core.releases.shards.shard import MemberState, Shard, ShardClip, ShardMember
from shrutik_core.releases.shards.tar_header import LARGEST_MEMBER
from shrutik_core.shared.errors import Invalid, Missing

ONE, TWO = a_clip(1, flac_bytes=513), attrs.evolve(a_clip(2), blank=True)


def test_it_is_called_after_its_split_and_number():
    assert Shard(7, (ONE,)).name == "train-00007"
    assert Shard(123_456, (a_clip(1, "dev"),)).name == "dev-123456"


def test_members_lie_behind_their_headers_one_after_the_other():
    assert list(Shard(0, (ONE, TWO)).members()) == [
        ShardMember(f"{ONE.clip}.flac", 512, 513, MemberState.FILLED),
        ShardMember(f"{ONE.clip}.json", 512 + 1024 + 512, 180, MemberState.FILLED),
        ShardMember(f"{TWO.clip}.flac", 2560 + 512, 1_000, MemberState.BLANK),
        ShardMember(f"{TWO.clip}.json", 2560 + 512 + 1024 + 512, 180, MemberState.FILLED),
    ]


def test_a_sound_is_found_by_its_clip():
    assert Shard(0, (ONE, TWO)).sound_of(TWO.clip).offset_bytes == 3072
    with pytest.raises(Missing) as error:
        Shard(0, (ONE,)).sound_of(TWO.clip)
    assert error.value.code == "shard_clip_missing"


def test_the_states_are_called_so():
    assert [state.value for state in MemberState] == ["filled", "blank"]


@pytest.mark.parametrize(
    ("number", "clips"), [(-1, (ONE,)), (0, ()), (0, (TWO, ONE)), (0, (ONE, ONE)), (0, (ONE, a_clip(2, "dev")))]
)
def test_what_is_no_shard_cannot_be_built(number, clips):
    with pytest.raises(Invalid) as error:
        Shard(number, clips)
    assert error.value.code == "shard"


@pytest.mark.parametrize(
    "changed",
    [
        {"clip": "A" * 32},
        {"clip": "a" * 31},
        {"split": ""},
        {"split": "Train"},
        {"split": "a" * 33},
        {"flac_bytes": 0},
        {"json_bytes": 0},
        {"flac_bytes": LARGEST_MEMBER + 1},
        {"json_bytes": LARGEST_MEMBER + 1},
    ],
)
def test_what_cannot_lie_in_a_shard_cannot_be_built(changed):
    with pytest.raises(Invalid) as error:
        attrs.evolve(ONE, **changed)
    assert error.value.code == "shard_clip"


def test_the_largest_can_be_built():
    largest = ShardClip("f" * 32, "a" * 32, LARGEST_MEMBER, LARGEST_MEMBER)
    assert largest.archived_bytes == 2 * (LARGEST_MEMBER + 513)
