"""Jobs that wait: which are sent and when, which have stalled, and which come back from the dead."""

from datetime import timedelta

import attrs
import pytest

from jobs_scene import Working, add, due, find, save
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Conflict, Missing, Refused
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import MOST_ATTEMPTS, MOST_LOSSES, STALLED_AFTER, JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_contributor, a_job, an_id
from shrutik_core.use_cases.jobs.relay_jobs import AHEAD, BELIEVED
from use_cases_scene import PlatformScene

MOMENT = timedelta(microseconds=1)
RELEASE = JobKind.BUILD_RELEASE


@pytest.fixture
def scene():
    return PlatformScene()


def test_up_to_100_due_jobs_are_on_the_way_the_oldest_first_and_marked(scene):
    now = scene.installation.clock.now()
    jobs = [a_job(n, kind=RELEASE, due_at=now, created_at=now + n * MOMENT) for n in range(1, 102)]
    add(scene, *jobs)
    relay = scene.platform.relay_jobs()
    assert (relay(), relay()) == (100, 0)
    assert {find(scene, job).sent_at for job in jobs[:100]} == {now}
    save(scene, find(scene, jobs[7]).start(now))
    assert (relay(), relay()) == (1, 0)
    assert [job.id for job in scene.installation.sender.sent] == [job.id for job in jobs]


def test_what_the_broker_took_and_nobody_began_for_a_minute_is_sent_again(scene):
    now = scene.installation.clock.now()
    job, begun = add(scene, a_job(1, kind=RELEASE, due_at=now), a_job(2, kind=RELEASE, due_at=now))
    relay, recover = scene.platform.relay_jobs(), scene.platform.recover_jobs()
    assert relay() == 2
    save(scene, find(scene, begun).start(now))
    scene.installation.clock.advance(BELIEVED)
    assert (BELIEVED, recover.unbegun(), relay()) == (timedelta(minutes=1), 0, 0)
    scene.installation.clock.advance(MOMENT)
    assert (recover.unbegun(), relay()) == (1, 1)
    assert [one.id for one in scene.installation.sender.sent] == [job.id, begun.id, job.id]


def test_a_job_is_sent_from_the_moment_it_is_due(scene):
    now = scene.installation.clock.now()
    add(scene, a_job(kind=RELEASE, due_at=now + timedelta(seconds=5)))
    relay = scene.platform.relay_jobs()
    scene.installation.clock.advance(timedelta(seconds=5) - MOMENT)
    assert relay() == 0
    scene.installation.clock.advance(MOMENT)
    assert relay() == 1


def test_a_job_without_a_sign_of_life_for_two_hours_is_stalled(scene):
    now = scene.installation.clock.now()
    sent, running, _ = add(scene, a_job(1), a_job(2), a_job(3))
    save(scene, attrs.evolve(sent, sent_at=now))
    save(scene, attrs.evolve(running, sent_at=now, status=JobStatus.RUNNING, attempts=1, started_at=now))
    recover = scene.platform.recover_jobs()
    scene.installation.clock.advance(timedelta(hours=2))
    assert (STALLED_AFTER, recover.stalled()) == (timedelta(hours=2), 0)
    later = scene.installation.clock.advance(MOMENT)
    assert (recover.stalled(), recover.stalled()) == (2, 0)
    assert find(scene, sent) == sent
    assert find(scene, running) == attrs.evolve(
        running,
        attempts=1,
        losses=1,
        started_at=now,
        due_at=later,
        error="worker_lost: the worker was lost while this ran",
    )


def test_all_that_was_under_way_is_adopted_however_much_it_is(scene):
    now = scene.installation.clock.now()
    jobs = add(scene, *(a_job(number, due_at=now, created_at=now) for number in range(1, 251)))
    for job in jobs:
        save(scene, attrs.evolve(job, sent_at=now))
    scene.installation.clock.advance(MOMENT)
    recover = scene.platform.recover_jobs()
    assert (recover.adopt(), recover.adopt()) == (250, 0)
    assert {find(scene, job).sent_at for job in jobs} == {None}


def running(job, now, worker, **counts):
    return attrs.evolve(job, sent_at=now, status=JobStatus.RUNNING, started_at=now, worker=an_id(worker), **counts)


def test_a_worker_lost_for_the_last_time_gives_up_and_at_an_earlier_one_does_not(scene):
    now = scene.installation.clock.now()
    early, last = add(scene, a_job(1), a_job(2))
    save(scene, running(early, now, 1, losses=MOST_LOSSES - 2))
    save(scene, running(last, now, 2, losses=MOST_LOSSES - 1))
    scene.installation.clock.advance(MOMENT)
    work = Working()
    recover = attrs.evolve(scene.platform.recover_jobs(), works={JobKind.DECIDE_CHUNK: work})
    assert recover.adopt() == 2
    assert [find(scene, job).status for job in (early, last)] == [JobStatus.WAITING, JobStatus.DEAD]
    assert work.given_up == [(last.subject, "worker_lost: the worker was lost while this ran")]


def test_a_loss_counts_for_the_job_alone_that_was_the_only_one_in_its_process(scene):
    now = scene.installation.clock.now()
    alone, two, three, elsewhere = add(scene, *map(a_job, range(1, 5)))
    for job, worker in ((alone, 1), (two, 2), (three, 2), (elsewhere, 3)):
        save(scene, running(job, now, worker, attempts=MOST_ATTEMPTS + 3, failures=MOST_ATTEMPTS - 1))
    save(scene, attrs.evolve(find(scene, elsewhere), started_at=now + timedelta(hours=3)))
    scene.installation.clock.advance(timedelta(hours=2, seconds=1))
    assert scene.platform.recover_jobs().stalled() == 3
    assert [find(scene, job).losses for job in (alone, two, three, elsewhere)] == [1, 0, 0, 0]
    assert [find(scene, job).status for job in (alone, two, three)] == [JobStatus.WAITING] * 3


def test_thirteen_kills_of_a_busy_process_fail_none_of_its_recordings(scene):
    jobs = add(scene, *[a_job(number, kind=JobKind.PROCESS_RECORDING) for number in range(1, 35)])
    for _ in range(13):
        now = scene.installation.clock.advance(timedelta(seconds=1))
        for job in jobs:
            save(scene, find(scene, job).start(now, an_id(1)))
        scene.installation.clock.advance(MOMENT)
        assert scene.platform.recover_jobs().adopt() == 34
    assert {find(scene, job).status for job in jobs} == {JobStatus.WAITING}
    assert {(find(scene, job).attempts, find(scene, job).losses) for job in jobs} == {(13, 0)}


def test_recordings_are_sent_a_few_ahead_by_person_in_turn_and_decisions_not_at_all(scene):
    now = scene.installation.clock.now()
    one, two = (a_contributor(number).id for number in (1, 2))
    theirs = [recording(number, now, one, 600.0) for number in range(1, 8)]
    late = [recording(8, now, two, 7_000.0), recording(9, now, two, 30.0)]
    add(scene, *theirs, *late, a_job(50, due_at=now, created_at=now))
    relay, sent = scene.platform.relay_jobs(), scene.installation.sender.sent
    assert (relay(), relay()) == (AHEAD, 0)
    assert [job.id for job in sent] == [late[1].id, theirs[0].id, theirs[1].id, late[0].id]
    save(scene, find(scene, late[1]).start(now))
    assert (relay(), sent[-1].id) == (1, theirs[2].id)
    scene.installation.clock.advance(BELIEVED - MOMENT)
    assert relay() == 0
    scene.installation.clock.advance(MOMENT)
    assert relay() == AHEAD


def recording(number, now, person, weight):
    kind = JobKind.PROCESS_RECORDING
    return a_job(number, kind=kind, due_at=now, created_at=now, person=person, weight=weight)


def test_jobs_are_counted_by_what_they_wait_for(scene):
    statuses = [JobStatus.WAITING] * 3 + [JobStatus.RUNNING] * 2 + [JobStatus.DEAD, JobStatus.DONE]
    for number, status in enumerate(statuses, 1):
        (job,) = add(scene, a_job(number))
        save(scene, attrs.evolve(job, status=status))
    assert scene.platform.count_jobs()() == {JobStatus.WAITING: 3, JobStatus.RUNNING: 2, JobStatus.DEAD: 1}


def test_a_dead_job_comes_back_with_all_its_attempts_before_it(scene):
    job = due(scene)
    dead = attrs.evolve(
        job, status=JobStatus.DEAD, attempts=5, error="gone", finished_at=job.due_at, sent_at=job.due_at
    )
    save(scene, dead)
    now, manage = scene.installation.clock.advance(timedelta(hours=1)), scene.platform.manage_jobs()
    assert manage.list(scene.admin, PageRequest(), JobStatus.DEAD).items == (dead,)
    back = manage.retry(scene.admin, job.id)
    assert back == attrs.evolve(dead, status=JobStatus.WAITING, attempts=0, due_at=now, sent_at=None, finished_at=None)
    assert find(scene, job) == back
    assert manage.list(scene.admin, PageRequest(), JobStatus.DEAD).items == ()


def test_only_the_dead_are_retried_and_only_by_those_who_manage_jobs(scene):
    job, manage = due(scene), scene.platform.manage_jobs()
    reviewer = scene.person("reviewer", Role.REVIEWER)
    acts = [
        (lambda: manage.retry(reviewer, job.id), Refused, "not_permitted"),
        (lambda: manage.list(reviewer, PageRequest()), Refused, "not_permitted"),
        (lambda: manage.retry(None, job.id), Conflict, "job_waiting"),
        (lambda: manage.retry(None, an_id(99)), Missing, "job_missing"),
    ]
    for act, kind, code in acts:
        with pytest.raises(kind) as caught:
            act()
        assert caught.value.code == code
