"""Leases: how many at once, how many in all, for how long, and what becomes of those that nobody needs any more."""

from datetime import timedelta

import pytest

from leases_scene import TEXT, jobs, many_clips, one_clip, tasks, wait
from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.collections.policies import read_policies
from shrutik_core.shared.errors import Conflict, Invalid, Missing
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.transcription.task import LEASE, MOST_LEASES_HELD, MOST_TASKS_AT_ONCE, SkipReason, TaskStatus
from use_cases_scene import SLUG


@pytest.fixture
def scene():
    return one_clip()


@pytest.fixture
def busy():
    return many_clips()


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
        scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": consensus}))
        scene.installation.work()
    assert scene.chunk(live.chunk.id).status is ChunkStatus.OPEN
    with pytest.raises(Conflict) as caught:
        scene.say(two, live, TEXT)
    assert (caught.value.code, caught.value.extra["text"]) == ("chunk_settled", TEXT)


def test_a_chunk_that_wants_two_votes_is_lent_to_two_at_a_time(scene):
    assert len(scene.take(scene.person("one"))) == len(scene.take(scene.person("two"))) == 1
    assert scene.take(scene.person("three")) == ()


def test_nothing_is_lent_from_a_collection_that_there_is_not_or_to_one_who_may_not(scene):
    with pytest.raises(Missing) as caught:
        scene.take(scene.person("one"), slug="nowhere")
    assert caught.value.code == "collection_missing"
    assert [error.field for error in caught.value.errors] == ["collection"]
