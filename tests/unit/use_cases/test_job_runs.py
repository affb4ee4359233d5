"""One job from the outbox to its end: what is noted on it at each step, and what is left alone."""

from datetime import timedelta

import attrs
import pytest

from jobs_scene import Working, due, find, save
from shrutik_core.shared.errors import Missing, Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import MOST_ATTEMPTS, JobStatus
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.jobs.run_job import RunJob
from use_cases_scene import PlatformScene


@pytest.fixture
def scene():
    return PlatformScene()


def runner(scene, act, kind=JobKind.DECIDE_CHUNK):
    work = Working(act)
    return RunJob(scene.platform.units_of_work(), scene.installation.clock, {kind: work}), work


def raising(error):
    def act(_):
        raise error

    return act


def test_a_job_that_goes_well_is_noted_at_its_start_and_at_its_end(scene):
    job, seen = due(scene), []
    began = scene.installation.clock.now()

    def act(subject):
        seen.append((subject, find(scene, job)))
        scene.installation.clock.advance(timedelta(seconds=9))

    run, work = runner(scene, act)
    run(job.id)
    started = attrs.evolve(job, status=JobStatus.RUNNING, attempts=1, started_at=began)
    assert seen == [(job.subject, started)]
    assert find(scene, job) == attrs.evolve(
        started, status=JobStatus.DONE, finished_at=began + timedelta(seconds=9), error=""
    )
    assert work.given_up == []


@pytest.mark.parametrize("status", [JobStatus.RUNNING, JobStatus.DONE, JobStatus.DEAD])
def test_a_job_that_does_not_wait_is_left_alone_and_so_is_one_that_there_is_not(scene, status):
    job = due(scene)
    save(scene, attrs.evolve(job, status=status))
    run, work = runner(scene, raising(AssertionError))
    run(job.id)
    run(an_id(99))
    assert find(scene, job) == attrs.evolve(job, status=status)
    assert work.given_up == []


@pytest.mark.parametrize("error", [None, Unavailable("away", "Away."), Missing("gone", "Gone."), ValueError("oops")])
@pytest.mark.parametrize("status", [JobStatus.WAITING, JobStatus.DONE, JobStatus.DEAD])
def test_a_job_that_another_ended_meanwhile_stays_as_that_left_it(scene, error, status):
    job = due(scene)
    left = attrs.evolve(job, status=status, error="taken over")

    def act(_):
        save(scene, left)
        if error:
            raise error

    run, work = runner(scene, act)
    if isinstance(error, ValueError):
        with pytest.raises(ValueError, match="oops"):
            run(job.id)
    else:
        run(job.id)
    assert find(scene, job) == left
    assert work.given_up == []


@pytest.mark.parametrize("error", [None, Missing("gone", "Gone.")])
def test_a_job_that_is_gone_meanwhile_is_not_missed(scene, error):
    job = due(scene)

    def act(_):
        with scene.platform.units_of_work()() as uow:
            uow.jobs._rows.remove(job.id)
            uow.commit()
        if error:
            raise error

    run, work = runner(scene, act)
    run(job.id)
    assert find(scene, job) is None
    assert work.given_up == []


def test_a_final_error_is_given_up_with_its_words(scene):
    job = due(scene)
    run, work = runner(scene, raising(Missing("gone", "It is gone.")))
    run(job.id)
    dead = find(scene, job)
    assert (dead.status, dead.error, dead.finished_at) == (
        JobStatus.DEAD,
        "gone: It is gone.",
        scene.installation.clock.now(),
    )
    assert work.given_up == [(job.subject, "gone: It is gone.")]


def test_a_fault_of_the_program_is_noted_in_500_characters_and_tried_again(scene):
    job = due(scene)
    run, work = runner(scene, raising(ValueError("x" * 600)))
    with pytest.raises(ValueError, match="xxx"):
        run(job.id)
    waiting = find(scene, job)
    assert (waiting.status, waiting.error) == (JobStatus.WAITING, "ValueError: " + "x" * 488)
    assert work.given_up == []


def test_the_last_attempt_is_the_fifth(scene):
    job = due(scene)
    run, work = runner(scene, raising(Unavailable("away", "Away.")))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        scene.installation.clock.advance(timedelta(hours=1))
        run(job.id)
        assert (find(scene, job).attempts, find(scene, job).status) == (attempt, "waiting" if attempt < 5 else "dead")
    assert work.given_up == [(job.subject, "away: Away.")]
