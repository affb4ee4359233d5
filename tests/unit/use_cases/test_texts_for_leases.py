"""Texts for leases: how many at once, what is kept of each, when one is late, and what is refused whole."""

from datetime import timedelta

import attrs
import pytest

from leases_scene import TEXT, jobs, many_clips, one_clip, tasks, wait
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.shared.errors import Conflict, Invalid, Missing
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.transcription.task import LEASE, SkipReason, TaskStatus
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer
from use_cases_scene import PlatformScene, tone_wav


@pytest.fixture
def scene():
    return one_clip()


@pytest.fixture
def busy():
    return many_clips()


def test_up_to_twenty_texts_are_sent_at_once_each_for_another_task(busy):
    person = busy.person("one")
    lent = [*busy.take(person, 20), *busy.take(person, 1)]
    answers, submit = [Answer(one.task.id, TEXT) for one in lent], busy.platform.submit_transcriptions()
    for items in ([], answers, [answers[0], answers[0]]):
        with pytest.raises(Invalid) as caught:
            submit(person, items)
        assert caught.value.code == "items_invalid"
    kept = submit(person, answers[:20])
    assert [one.task for one in kept] == [one.task.id for one in lent[:20]]
    assert {job.subject for job in jobs(busy, JobKind.DECIDE_CHUNK)} == {one.chunk.id for one in lent[:20]}


def test_a_text_is_kept_with_who_heard_it_where_and_when(scene):
    person = scene.person("one")
    (lent,) = scene.take(person)
    wait(scene, 5)
    (kept,) = scene.say(person, lent, f"  {TEXT}\n")
    now = scene.installation.clock.now()
    assert (kept.task, kept.chunk, kept.contributor, kept.text) == (lent.task.id, lent.chunk.id, person.id, TEXT)
    assert (kept.created_at, kept.late, kept.gold) == (now, False, False)
    (done,) = tasks(scene, person)
    assert (done.task.status, done.task.finished_at) == (TaskStatus.SUBMITTED, now)
    assert scene.platform.read_transcriptions()(person, PageRequest()).items == (kept,)
    assert scene.chunk(lent.chunk.id).votes == 1


def test_a_text_is_late_from_the_moment_its_lease_runs_out(scene):
    people = [scene.person(name) for name in ("one", "two")]
    leases = [scene.take(person)[0] for person in people]
    scene.installation.clock.advance(LEASE - timedelta(microseconds=1))
    (timely,) = scene.say(people[0], leases[0], TEXT)
    scene.installation.clock.advance(timedelta(microseconds=1))
    (late,) = scene.say(people[1], leases[1], TEXT)
    assert (timely.late, late.late) == (False, True)


def test_the_same_key_keeps_the_same_texts_once(busy):
    person, key = busy.person("one"), IdempotencyKey("submit_transcriptions", "key-1", "digest")
    answers = [Answer(one.task.id, f"{TEXT} {place}") for place, one in enumerate(busy.take(person, 3))]
    submit = busy.platform.submit_transcriptions()
    first = submit(person, answers, key)
    assert submit(person, answers, key) == first
    assert len(busy.platform.read_transcriptions()(person, PageRequest()).items) == 3


def test_where_one_of_several_is_closed_none_is_kept_and_all_texts_come_back(busy):
    person = busy.person("one")
    first, second, third = busy.take(person, 3)
    busy.say(person, second, "before")
    with pytest.raises(Conflict) as caught:
        busy.platform.submit_transcriptions()(
            person, [Answer(one.task.id, text) for one, text in ((first, "a"), (second, "b"), (third, "c"))]
        )
    error = caught.value
    assert (error.code, error.extra["text"]) == ("already_transcribed", "b")
    assert error.extra["items"] == [
        {"task_id": str(first.task.id), "text": "a", "code": None},
        {"task_id": str(second.task.id), "text": "b", "code": "already_transcribed"},
        {"task_id": str(third.task.id), "text": "c", "code": None},
    ]
    assert [(one.field, one.code) for one in error.errors] == [("items.1", "already_transcribed")]
    assert busy.chunk(first.chunk.id).votes == busy.chunk(third.chunk.id).votes == 0


def test_where_one_of_several_is_not_there_it_is_named(busy):
    person = busy.person("one")
    (first,) = busy.take(person, 1)
    (others,) = busy.take(busy.person("two"), 1)
    with pytest.raises(Missing) as caught:
        busy.platform.submit_transcriptions()(person, [Answer(first.task.id, "a"), Answer(others.task.id, "b")])
    assert [(one.field, one.code) for one in caught.value.errors] == [("items.1.task_id", "task_missing")]


def test_a_lease_that_runs_when_the_others_disagree_is_one_more_witness():
    scene = PlatformScene()
    scene.collection(consensus={"fewest": 3, "most": 3, "guards": True})
    scene.upload(scene.speaker(), tone_wav(1.5))
    scene.installation.work()
    people = [scene.person(name) for name in ("one", "two", "three")]
    leases = [scene.take(person)[0] for person in people]
    scene.say(people[0], leases[0], "আমি ৩ গান গাই")
    scene.say(people[1], leases[1], "আমি ৪ গান গাই")
    scene.installation.work()
    assert scene.chunk(leases[0].chunk.id).status is ChunkStatus.IN_REVIEW
    scene.say(people[2], leases[2], "আমি ৩ গান গাই")
    scene.installation.work()
    assert scene.chunk(leases[0].chunk.id).votes == 3
    assert scene.chunk(leases[0].chunk.id).status is ChunkStatus.IN_REVIEW


@pytest.mark.parametrize(
    ("status", "ran_out", "taken"),
    [
        (ChunkStatus.OPEN, True, True),
        (ChunkStatus.IN_REVIEW, False, True),
        (ChunkStatus.IN_REVIEW, True, False),
        (ChunkStatus.SETTLED, False, False),
        (ChunkStatus.SETTLED, True, False),
        (ChunkStatus.REJECTED, False, False),
        (ChunkStatus.WITHDRAWN, False, False),
    ],
)
def test_a_text_is_taken_while_its_chunk_is_open_or_its_lease_runs_in_review(scene, status, ran_out, taken):
    person = scene.person("one")
    (lent,) = scene.take(person)
    if ran_out:
        wait(scene, 31)
        scene.platform.clean_up()()
    with scene.platform.units_of_work()() as uow:
        uow.chunks.save(attrs.evolve(uow.chunks.find(lent.chunk.id), status=status))
        uow.commit()
    if taken:
        assert scene.say(person, lent, TEXT)[0].late == ran_out
        return
    with pytest.raises(Conflict) as caught:
        scene.say(person, lent, TEXT)
    assert (caught.value.code, caught.value.extra["text"]) == ("chunk_settled", TEXT)
    assert caught.value.errors[0].code == "chunk_settled"


def test_of_several_that_are_closed_the_first_gives_the_error_its_name(busy):
    person = busy.person("one")
    first, second = busy.take(person, 2)
    busy.platform.keep_tasks().skip(person, first.task.id, SkipReason.OTHER)
    busy.say(person, second, "before")
    with pytest.raises(Conflict) as caught:
        busy.platform.submit_transcriptions()(person, [Answer(first.task.id, "a"), Answer(second.task.id, "b")])
    assert (caught.value.code, caught.value.extra["text"]) == ("task_skipped", "a")
    assert [error.code for error in caught.value.errors] == ["task_skipped", "already_transcribed"]
