"""What a release adds up to, wherever and in whatever order its lines are counted."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from manifest_clips import CLIP, a_clip, clips
from shrutik_core.releases.manifest.line import PublishedVote
from shrutik_core.releases.stats.release_count import ReleaseCount, count
from shrutik_core.releases.stats.stats_json import write_stats
from shrutik_core.shared.errors import Invalid

SOME = st.lists(clips() | clips(withdrawn=True), min_size=1, max_size=12)
FEW_SPEAKERS = st.lists(clips(speaker="a1" * 16) | clips(speaker="b2" * 16), min_size=1, max_size=12)


@settings(max_examples=30)
@given(SOME, SOME, st.randoms())
def test_two_halves_put_together_are_the_whole_to_the_byte(first, second, random):
    whole = count(first + second)
    shuffled = first + second
    random.shuffle(shuffled)
    together = pickle.loads(pickle.dumps(count(second)))
    together.merge(count(first))
    assert write_stats(together.stats()) == write_stats(whole.stats()) == write_stats(count(shuffled).stats())


@settings(max_examples=30)
@given(SOME | FEW_SPEAKERS)
def test_every_table_adds_up_to_the_whole(lines):
    stats = count(lines).stats()
    there = [line for line in lines if not line.withdrawn]
    assert (stats.total.clips, stats.withdrawn.clips) == (len(there), len(lines) - len(there))
    assert stats.total.speakers == len({line.speaker for line in there}) == stats.speakers.speakers
    for table in (*stats.by.values(), *stats.traits.values()):
        assert sum(row.clips for row in table) == len(there)
        assert sum(round(row.seconds * 1e6) for row in table) == round(stats.total.seconds * 1e6)
        assert max((row.speakers for row in table), default=0) <= stats.total.speakers
    assert stats.total.seconds == pytest.approx(sum(line.num_samples / line.sample_rate_hz for line in there), abs=1e-4)


@settings(max_examples=30)
@given(SOME)
def test_figures_are_of_all_clips_that_have_them(lines):
    stats = count(lines).stats()
    there = [line for line in lines if not line.withdrawn]
    if there:
        found = stats.distributions["confidence"]
        sure = [line.confidence for line in there]
        assert (found.clips, found.least, found.most) == (
            len(there),
            pytest.approx(min(sure), abs=1e-4),
            pytest.approx(max(sure), abs=1e-4),
        )
        assert found.mean == pytest.approx(sum(sure) / len(sure), abs=1e-4)
    expected = [line.expected_wer for line in there if line.expected_wer is not None]
    assert ("expected_wer" in stats.distributions) is bool(expected)


def test_a_clip_is_told_apart_in_every_way():
    stats = count(
        [CLIP, a_clip(prompt=None, flags=("few_votes", "synthetic"), speaker="b2" * 16, split="test")]
    ).stats()
    found = {name: {row.value: row.clips for row in rows} for name, rows in stats.by.items()}
    assert found == {
        "split": {"test": 1, "train": 1},
        "language": {"bn": 2},
        "collection": {"bn-read": 2},
        "licence": {"CC0-1.0": 2},
        "consent": {"bn-read 1": 2},
        "decision": {"consensus": 2},
        "method": {"network-vote/3": 2},
        "speech": {"read": 1, "free": 1},
        "voice": {"person": 1, "synthetic": 1},
        "first_release": {"bn-read-v1": 2},
    }
    assert {row.value: row.clips for row in stats.flags} == {"few_votes": 1, "synthetic": 1}
    assert [(row.value, row.speakers) for row in stats.traits["age"]] == [("twenties", 2)]
    assert [(row.value, row.speakers) for row in stats.traits["region"]] == [(None, 2)]
    assert stats.same_sounds == type(stats.same_sounds)(groups=1, clips=2)
    assert (stats.texts.distinct, stats.texts.in_two_splits) == (1, 1)
    assert (stats.prompts.clips, stats.prompts.distinct, stats.prompts.in_two_splits) == (1, 1, 0)


def test_the_duration_is_that_of_the_samples():
    measured = {**CLIP.quality, "duration_s": 99.0}
    assert count([a_clip(quality=measured)]).stats().distributions["duration_s"].mean == 3.75


def test_a_speaker_in_two_splits_is_seen():
    assert count([CLIP, a_clip(split="dev")]).stats().speakers.in_two_splits == 1
    assert count([CLIP, CLIP]).stats().speakers.in_two_splits == 0


def test_statistics_are_of_one_release():
    with pytest.raises(Invalid, match="bn-read-v2, bn-read-v3"):
        count([CLIP, a_clip(release="bn-read-v3")]).stats()
    with pytest.raises(Invalid, match="no clip"):
        ReleaseCount().stats()


def test_a_release_of_withdrawn_clips_alone_has_nothing():
    stats = count([CLIP.without_voice()]).stats()
    assert (stats.total.clips, stats.withdrawn.clips, stats.withdrawn.seconds) == (0, 1, 3.75)
    assert stats.vocabulary.words == stats.votes.votes == stats.speakers.speakers == 0


def test_votes_agree_as_far_as_their_words_do():
    same = (PublishedVote("c3" * 16, "Ami gan gai.", None), PublishedVote("e5" * 16, "ami gan  gai", None))
    other = (*same, PublishedVote("f6" * 16, "ami gan", None))
    votes = count([a_clip(votes=same, language="en"), replace(CLIP, votes=other, language="en")]).stats().votes
    assert (votes.workers, votes.votes, votes.clips, votes.pairs, votes.same_pairs) == (3, 5, 2, 4, 2)
    assert votes.compared == 2
    assert votes.alpha_words == 1.0
