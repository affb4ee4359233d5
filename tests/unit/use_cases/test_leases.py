"""Leases: how many at once, how many in all, for how long, and what becomes of those that nobody needs any more."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.collections.policies import read_policies
from shrutik_core.shared.errors import Conflict, Invalid, Missing
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.transcription.task import LEASE, MOST_LEASES_HELD, MOST_TASKS_AT_ONCE, SkipReason, TaskStatus
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer
from use_cases_scene import SLUG, PlatformScene, tone_wav

TEXT = "আমি গান গাই"
SHORT_CLIPS = {"maximum": 2.0, "target": 1.2, "preferred_maximum": 1.6, "preferred_minimum": 1.0}


@pytest.fixture
def scene():
    """One recording of one clip, which takes two votes."""
    made = PlatformScene()
    made.collection(consensus={"fewest": 2, "accept_confidence": 0.0})
    made.recording = made.upload(made.speaker(), tone_wav(1.5))
    made.installation.work()
    return made


@pytest.fixture
def busy():
    """More clips than one person may hold."""
    made = PlatformScene()
    made.collection(chunking=SHORT_CLIPS)
    made.recording = made.upload(made.speaker(), tone_wav(110.0))
    made.installation.work()
    assert len(made.chunks(made.recording)) > 62
    return made


def tasks(scene, person, status=None):
    return scene.platform.keep_tasks().list(person, PageRequest(100), status).items


def jobs(scene, kind):
    found = scene.platform.manage_jobs().list(None, PageRequest(100), JobStatus.WAITING).items
    return [job for job in found if job.kind is kind]


def wait(scene, minutes):
    scene.installation.clock.advance(timedelta(minutes=minutes))


def test_up_to_twenty_are_lent_at_once(busy):
    person = busy.person("one")
    assert len(busy.take(person, MOST_TASKS_AT_ONCE)) == 20
    assert len(busy.take(person, 1)) == 1
    for count in (0, MOST_TASKS_AT_ONCE + 1):
        with pytest.raises(Invalid) as caught:
            busy.take(person, count)
        assert caught.value.code == "count_invalid"
        assert [error.field for error in caught.value.errors] == ["count"]


def test_nobody_holds_more_than_sixty_leases(busy):
    person = busy.person("one")
    assert [len(busy.take(person, count)) for count in (20, 20, 19)] == [20, 20, 19]
    assert len(busy.take(person, 20)) == 1
    assert busy.take(person, 20) == ()
    assert len(tasks(busy, person, TaskStatus.LEASED)) == MOST_LEASES_HELD == 60
    busy.say(person, tasks(busy, person)[0], TEXT)
    assert len(busy.take(person, 20)) == 1


def test_a_lease_that_ran_out_leaves_room_for_another(busy):
    person = busy.person("one")
    for _ in range(3):
        busy.take(person, 20)
    busy.installation.clock.advance(LEASE - timedelta(microseconds=1))
    assert busy.take(person, 20) == ()
    busy.installation.clock.advance(timedelta(microseconds=1))
    assert len(busy.take(person, 2)) == 2


def test_a_lease_says_what_is_lent_to_whom_and_until_when(scene):
    person = scene.person("one")
    now = scene.installation.clock.now()
    (lent,) = scene.take(person)
    (chunk,) = scene.chunks(scene.recording)
    assert (lent.chunk, lent.collection.slug) == (chunk, SLUG)
    assert (lent.task.chunk, lent.task.collection, lent.task.contributor) == (chunk.id, chunk.collection, person.id)
    assert (lent.task.leased_at, lent.task.lease_expires_at) == (now, now + timedelta(minutes=30))
    assert (lent.task.status, lent.task.gold, lent.task.finished_at) == (TaskStatus.LEASED, False, None)
    assert tasks(scene, person) == (lent,)


def test_the_same_key_takes_the_same_tasks_once(busy):
    person, key = busy.person("one"), IdempotencyKey("take_tasks", "key-1", "digest")
    first = busy.platform.take_tasks()(person, SLUG, 3, key)
    again = busy.platform.take_tasks()(person, SLUG, 3, key)
    assert [lent.task for lent in again] == [lent.task for lent in first]
    assert len(tasks(busy, person)) == 3


def test_a_key_whose_call_found_nothing_finds_nothing_again(scene):
    key = IdempotencyKey("take_tasks", "key-1", "digest")
    one, two, late = (scene.person(name) for name in ("one", "two", "late"))
    assert len(scene.take(one)) == len(scene.take(two)) == 1
    assert scene.platform.take_tasks()(late, SLUG, 1, key) == ()
    wait(scene, 31)
    scene.platform.clean_up()()
    assert scene.platform.take_tasks()(late, SLUG, 1, key) == ()
    assert len(scene.take(late)) == 1


def test_a_lease_is_renewed_from_now_on(scene):
    person = scene.person("one")
    (lent,) = scene.take(person)
    wait(scene, 20)
    renewed = scene.platform.keep_tasks().renew(person, lent.task.id)
    assert renewed.task.lease_expires_at == scene.installation.clock.now() + timedelta(minutes=30)
    assert (renewed.chunk, renewed.collection) == (lent.chunk, lent.collection)
    assert tasks(scene, person) == (renewed,)
    wait(scene, 31)
    scene.platform.clean_up()()
    with pytest.raises(Conflict) as caught:
        scene.platform.keep_tasks().renew(person, lent.task.id)
    assert caught.value.code == "task_expired"


def test_a_task_of_another_person_is_not_there(scene):
    (lent,) = scene.take(scene.person("one"))
    other, keep = scene.person("other"), scene.platform.keep_tasks()
    acts = [
        lambda: keep.renew(other, lent.task.id),
        lambda: keep.skip(other, lent.task.id, SkipReason.OTHER),
        lambda: keep.skip(other, an_id(1), SkipReason.OTHER),
        lambda: scene.say(other, lent, TEXT),
    ]
    for act in acts:
        with pytest.raises(Missing) as caught:
            act()
        assert caught.value.code == "task_missing"


def test_a_skip_is_noted_on_task_and_chunk_and_makes_the_decision_due(scene):
    person = scene.person("one")
    (lent,) = scene.take(person)
    wait(scene, 1)
    skipped = scene.platform.keep_tasks().skip(person, lent.task.id, SkipReason.CUT_OFF)
    assert (skipped.status, skipped.skip_reason) == (TaskStatus.SKIPPED, SkipReason.CUT_OFF)
    assert skipped.finished_at == scene.installation.clock.now()
    assert [one.task for one in tasks(scene, person)] == [skipped]
    assert scene.chunk(lent.chunk.id).skips == 1
    assert [job.subject for job in jobs(scene, JobKind.DECIDE_CHUNK)] == [lent.chunk.id]
    with pytest.raises(Conflict) as caught:
        scene.say(person, lent, TEXT)
    assert (caught.value.code, caught.value.extra["text"]) == ("task_skipped", TEXT)


def test_two_skips_do_not_send_a_chunk_to_review_and_a_third_does(scene):
    statuses = []
    for name in ("one", "two", "three"):
        person = scene.person(name)
        (lent,) = scene.take(person)
        scene.platform.keep_tasks().skip(person, lent.task.id, SkipReason.INAUDIBLE)
        scene.installation.work()
        statuses.append(scene.chunk(lent.chunk.id).status)
    assert statuses == [ChunkStatus.OPEN, ChunkStatus.OPEN, ChunkStatus.IN_REVIEW]
    (case,) = scene.platform.review_queue()(scene.admin, PageRequest()).items
    assert case.review.why == ("skipped",)


def test_a_lease_is_cancelled_when_consensus_settles_its_chunk(scene):
    one, two, three = (scene.person(name) for name in ("one", "two", "three"))
    (first,) = scene.take(one)
    wait(scene, 20)
    (live,) = scene.take(two)
    wait(scene, 11)
    (third,) = scene.take(three)
    (late,) = scene.say(one, first, TEXT)
    (timely,) = scene.say(three, third, TEXT)
    assert (late.late, timely.late) == (True, False)
    scene.installation.work()
    settled = scene.chunk(live.chunk.id)
    assert (settled.status, settled.settled_by, settled.text) == (ChunkStatus.SETTLED, Settler.CONSENSUS, TEXT)
    (cancelled,) = tasks(scene, two)
    assert (cancelled.task.status, cancelled.task.finished_at) == (
        TaskStatus.CANCELLED,
        scene.installation.clock.now(),
    )
    with pytest.raises(Conflict) as caught:
        scene.say(two, live, "আমি গান")
    assert (caught.value.code, caught.value.extra["text"]) == ("chunk_settled", "আমি গান")


def test_a_cancelled_lease_stays_cancelled_when_its_chunk_is_opened_again_and_the_text_comes_back(scene):
    one, two = scene.person("one"), scene.person("two")
    (first,) = scene.take(one)
    (live,) = scene.take(two)
    scene.say(one, first, TEXT)
    settling, opening = ({"fewest": fewest, "accept_confidence": 0.0} for fewest in (1, 3))
    for consensus in (settling, opening):
        scene.platform.change_policies()(scene.admin, SLUG, read_policies({"consensus": consensus}))
        scene.installation.work()
    assert scene.chunk(live.chunk.id).status is ChunkStatus.OPEN
    with pytest.raises(Conflict) as caught:
        scene.say(two, live, TEXT)
    assert (caught.value.code, caught.value.extra["text"]) == ("chunk_settled", TEXT)


def test_a_chunk_that_wants_two_votes_is_lent_to_two_at_a_time(scene):
    assert len(scene.take(scene.person("one"))) == len(scene.take(scene.person("two"))) == 1
    assert scene.take(scene.person("three")) == ()


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


def test_nothing_is_lent_from_a_collection_that_there_is_not_or_to_one_who_may_not(scene):
    with pytest.raises(Missing) as caught:
        scene.take(scene.person("one"), slug="nowhere")
    assert caught.value.code == "collection_missing"
    assert [error.field for error in caught.value.errors] == ["collection"]
