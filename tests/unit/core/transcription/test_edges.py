"""Limits of lending and typing, each just inside and just outside; and the words that are stored."""

from datetime import timedelta
from uuid import UUID

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_core.shared.ids import ChunkId
from shrutik_core.testing.builders import (
    MORNING,
    a_chunk,
    a_contributor,
    a_speaker,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.transcription.assignment import Candidate, KnownVoices, Obstacle, obstacle, urgency
from shrutik_core.transcription.gold import Gold, GoldCandidate, check_known_text, from_start, may_be_lent, start_of
from shrutik_core.transcription.lending import Lending, mixed
from shrutik_core.transcription.task import TASK_LIFE, SkipReason, Task, TaskStatus
from shrutik_core.transcription.transcription import check_text

LEASED, SUBMITTED, SKIPPED, EXPIRED, CANCELLED = TaskStatus


def refused(act):
    with pytest.raises(Invalid) as caught:
        act()
    return caught.value.code, [error.field for error in caught.value.errors]


def test_a_text_has_at_most_5000_characters_without_the_space_around_it():
    assert check_text("  " + "x" * 5_000 + "\n") == "x" * 5_000
    assert check_text(" ") == ""
    assert refused(lambda: check_text("x" * 5_001)) == ("text_invalid", ["text"])
    assert refused(lambda: check_text("a\0b")) == ("text_invalid", ["text"])
    assert refused(lambda: a_transcription(text="x" * 5_001)) == ("text_invalid", ["text"])


def test_a_transcription_is_neither_late_nor_gold_unless_said():
    assert (a_transcription().late, a_transcription().gold) == (False, False)


def test_what_is_stored_is_called_so():
    assert [one.value for one in TaskStatus] == ["leased", "submitted", "skipped", "expired", "cancelled"]
    assert [one.value for one in SkipReason] == [
        "inaudible",
        "wrong_language",
        "no_speech",
        "several_speakers",
        "cut_off",
        "offensive",
        "too_hard",
        "other",
    ]
    assert [one.value for one in Obstacle] == [
        "not_open",
        "own_voice",
        "kin_voice",
        "entrusted_voice",
        "had_before",
        "enough_votes",
    ]


def test_the_life_of_a_task():
    assert TASK_LIFE.ways == {
        LEASED: {SUBMITTED, SKIPPED, EXPIRED, CANCELLED},
        EXPIRED: {SUBMITTED},
        SUBMITTED: set(),
        SKIPPED: set(),
        CANCELLED: set(),
    }


def test_a_lease_lasts_30_minutes_and_each_step_is_noted():
    task, later = a_task(), an_instant(600)
    lent = Task.lend(task.id, task.chunk, task.collection, task.contributor, MORNING)
    half_an_hour = timedelta(minutes=30)
    assert lent == attrs.evolve(task, leased_at=MORNING, lease_expires_at=MORNING + half_an_hour)
    assert (lent.status, lent.finished_at, lent.skip_reason, lent.gold) == (LEASED, None, None, False)
    assert Task.lend(task.id, task.chunk, task.collection, task.contributor, MORNING, gold=True).gold
    assert lent.renew(later) == attrs.evolve(lent, lease_expires_at=later + half_an_hour)
    assert lent.submit(later) == attrs.evolve(lent, status=SUBMITTED, finished_at=later)
    assert lent.cancel(later) == attrs.evolve(lent, status=CANCELLED, finished_at=later)
    assert lent.expire() == attrs.evolve(lent, status=EXPIRED)
    skipped = attrs.evolve(lent, status=SKIPPED, finished_at=later, skip_reason=SkipReason.OTHER)
    assert lent.skip(SkipReason.OTHER, later) == skipped
    for status in (SUBMITTED, SKIPPED, EXPIRED, CANCELLED):
        with pytest.raises(Conflict) as caught:
            attrs.evolve(lent, status=status).renew(later)
        assert caught.value.code == f"task_{status}"


def candidate(chunk=None, leases=0, had_before=False):
    return Candidate(chunk or a_chunk(wanted=2), leases, had_before)


def test_a_chunk_is_offered_until_its_votes_and_leases_are_those_wanted():
    stranger = a_speaker(9).id
    assert obstacle(candidate(leases=1), KnownVoices(stranger)) is None
    assert obstacle(candidate(a_chunk(wanted=2, votes=1)), KnownVoices(stranger)) is None
    assert obstacle(candidate(leases=2), KnownVoices(stranger)) is Obstacle.ENOUGH_VOTES
    assert obstacle(candidate(a_chunk(wanted=2, votes=1), leases=1), KnownVoices(stranger)) is Obstacle.ENOUGH_VOTES
    assert obstacle(candidate(had_before=True), KnownVoices(stranger)) is Obstacle.HAD_BEFORE
    assert obstacle(candidate(), KnownVoices(a_chunk().speaker)) is Obstacle.OWN_VOICE
    assert obstacle(candidate(a_chunk(status=ChunkStatus.IN_REVIEW)), KnownVoices(stranger)) is Obstacle.NOT_OPEN


def test_what_others_began_is_more_urgent():
    chunks = [a_chunk(number, votes=votes) for number, votes in ((1, 0), (2, 3), (3, 1))]
    assert [chunk.votes for chunk in sorted(chunks, key=urgency)] == [3, 1, 0]


def gold(number=1, **changes):
    item = Gold(a_chunk(number).id, a_chunk(number).collection, "আমি গান গাই", a_contributor(5).id, MORNING)
    return attrs.evolve(item, **changes)


def test_a_gold_item_is_lent_to_200_people():
    chunk, person, own = a_chunk(status=ChunkStatus.SETTLED), a_contributor(9).id, a_speaker(9).id
    offered = GoldCandidate(gold(lent=199), chunk, had_before=False)
    assert may_be_lent(offered, person, [own])
    for change in (
        {"gold": gold(lent=200)},
        {"had_before": True},
        {"chunk": attrs.evolve(chunk, status=ChunkStatus.OPEN)},
        {"gold": gold(marked_by=person)},
        {"chunk": attrs.evolve(chunk, speaker=own)},
    ):
        assert not may_be_lent(attrs.evolve(offered, **change), person, [own])


def test_a_known_text_has_a_word_and_lending_counts_from_nothing():
    assert check_known_text(" গান ") == "গান"
    assert gold().lent == 0
    for text in ("", " । ", "…"):
        assert refused(lambda text=text: check_known_text(text)) == ("text_invalid", ["text"])
    with pytest.raises(ValueError, match="lent"):
        gold(lent=-1)


def test_the_circle_begins_where_the_draw_falls_and_is_gone_round_once():
    assert [start_of(draw).int for draw in (0.0, 0.5, 0.75)] == [0, 2**127, 3 * 2**126]
    assert start_of(1.0) == UUID(int=2**128 - 1)
    items = [GoldCandidate(gold(chunk=ChunkId(UUID(int=at))), a_chunk(), had_before=False) for at in (7, 1, 5, 3)]
    for start, order in ((0, [1, 3, 5, 7]), (3, [3, 5, 7, 1]), (4, [5, 7, 1, 3]), (8, [1, 3, 5, 7])):
        assert [one.gold.chunk.int for one in from_start(items, UUID(int=start))] == order


def test_gold_takes_up_to_a_fifth_of_the_places():
    assert Lending().gold_share == 0.05
    assert [Lending(gold_share=share).gold_share for share in (0, 0.2)] == [0, 0.2]
    for share in (-0.001, 0.2001, float("nan"), float("inf"), True, "0.1", None):
        assert refused(lambda share=share: Lending(gold_share=share)) == ("lending_invalid", ["gold_share"])


def test_gold_takes_the_places_whose_draw_is_below_the_share():
    assert mixed("abc", "XY", 0.2, [0.2, 0.19, 0.0]) == (("a", False), ("X", True), ("Y", True))
    assert mixed("abc", "X", 0.2, [0.0, 0.0, 0.0]) == (("X", True), ("a", False), ("b", False))
    assert mixed("", "X", 1.0, [0.0]) == ()
    assert mixed("ab", "", 1.0, [0.0, 0.0]) == (("a", False), ("b", False))
