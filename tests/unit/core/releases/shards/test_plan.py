"""The plan: each clip once, in order, one split a shard, and nothing of an earlier version ever moves."""

from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shard_clips import a_clip, corpora
from shrutik_core.releases.shards.plan import LARGEST_SHARD, MOST_CLIPS, MOST_SPLITS, plan_shards
from shrutik_core.releases.shards.shard import Shard
from shrutik_core.shared.errors import Invalid


def plan(clips, carried=()):
    return list(plan_shards(clips, carried))


def refused(clips, carried=()):
    with pytest.raises(Invalid) as error:
        plan(clips, carried)
    assert error.value.code == "shard_plan"
    return str(error.value)


def places(shards):
    """Where each clip's sound lies."""
    return {
        member.name: (shard.name, member.offset_bytes, member.size_bytes)
        for shard in shards
        for member in shard.members()
    }


@given(corpora())
def test_each_clip_lies_in_one_shard_of_its_split(clips):
    found = [clip for shard in plan(clips) for clip in shard.clips]
    assert sorted(found, key=lambda clip: clip.clip) == sorted(clips, key=lambda clip: clip.clip)


@given(corpora())
def test_shards_of_a_split_follow_each_other_in_number_and_clips(clips):
    for one, other in pairwise(plan(clips)):
        if one.split == other.split:
            assert other.number == one.number + 1
            assert one.clips[-1].clip < other.clips[0].clip
        else:
            assert one.split < other.split
            assert other.number == 0


@given(corpora())
def test_a_shard_is_full_before_another_begins(clips):
    shards = plan(clips)
    assert all(len(shard.clips) == 1 or shard.size_bytes <= LARGEST_SHARD for shard in shards)
    for one, other in pairwise(shards):
        if one.split == other.split:
            together = Shard(one.number, (*one.clips, other.clips[0]))
            assert together.size_bytes > LARGEST_SHARD


@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_clips_does_not_matter(clips, random):
    mixed = random.sample(clips, len(clips))
    assert plan(mixed) == plan(clips)


@given(corpora(), st.data())
def test_more_clips_change_no_earlier_shard(clips, data):
    first = data.draw(st.lists(st.sampled_from(clips), unique=True) if clips else st.just([]))
    before = plan(first)
    after = plan(clips, before)
    assert after[: len(before)] == before
    assert sorted(places(after)) == sorted(places(plan(clips)))
    assert len({shard.name for shard in after}) == len(after)


@given(corpora(), st.data())
def test_a_clip_that_left_is_blank_at_its_place_until_it_comes_back(clips, data):
    before = plan(clips)
    kept = data.draw(st.lists(st.sampled_from(clips), unique=True) if clips else st.just([]))
    after = plan(kept, before)
    assert places(after) == places(before)
    blank = {clip.clip for shard in after for clip in shard.clips if clip.blank}
    assert blank == {clip.clip for clip in clips} - {clip.clip for clip in kept}
    assert plan(clips, after) == before


def test_a_shard_holds_so_many_clips_and_no_more():
    clips = [a_clip(number) for number in range(MOST_CLIPS)]
    assert [len(shard.clips) for shard in plan(clips)] == [MOST_CLIPS]
    assert [len(shard.clips) for shard in plan([*clips, a_clip(MOST_CLIPS)])] == [MOST_CLIPS, 1]


def test_a_shard_has_so_many_bytes_and_no_more():
    rest = LARGEST_SHARD - 1024 - a_clip(0).archived_bytes - 1024 - 512
    full = [a_clip(0), a_clip(1, flac_bytes=rest)]
    assert [shard.size_bytes for shard in plan(full)] == [LARGEST_SHARD]
    assert [len(shard.clips) for shard in plan([full[0], a_clip(1, flac_bytes=rest + 1)])] == [1, 1]


def test_a_clip_that_is_larger_than_a_shard_has_one_alone():
    clips = [a_clip(0), a_clip(1, flac_bytes=LARGEST_SHARD), a_clip(2)]
    assert [[clip.clip for clip in shard.clips] for shard in plan(clips)] == [[clip.clip] for clip in clips]


def test_numbers_go_on_from_the_highest_of_each_split():
    carried = [Shard(7, (a_clip(1),)), Shard(3, (a_clip(2),)), Shard(0, (a_clip(3, "dev"),))]
    clips = [a_clip(1), a_clip(2), a_clip(3, "dev"), a_clip(4), a_clip(5, "dev"), a_clip(6, "test")]
    assert [shard.name for shard in plan(clips, carried)] == [
        "train-00007",
        "train-00003",
        "dev-00000",
        "dev-00001",
        "test-00000",
        "train-00008",
    ]


def test_what_cannot_be_dealt_out_is_refused():
    one = a_clip(1)
    assert "twice" in refused([one, a_clip(1, "dev")])
    assert "blank" in refused([attrs.evolve(one, blank=True)])
    carried = Shard(0, (one,))
    assert "twice" in refused([one], [carried, carried])
    assert "two shards" in refused([one], [carried, Shard(1, (one,))])
    assert "changed" in refused([a_clip(1, "dev")], [carried])
    assert "changed" in refused([a_clip(1, flac_bytes=1_001)], [carried])
    assert "changed" in refused([a_clip(1, json_bytes=181)], [carried])


def test_there_may_be_so_many_splits_and_no_more():
    names = [f"{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(MOST_SPLITS + 1)]
    clips = [a_clip(number, name) for number, name in enumerate(names)]
    assert len(plan(clips[:MOST_SPLITS])) == MOST_SPLITS
    assert "splits" in refused(clips)
