"""One job from the outbox to its end: what is noted on it at each step, and what is left alone."""

from datetime import timedelta

import attrs
import pytest

from jobs_scene import Working, due, find, save
from shrutik_core.shared.errors import Interrupted, Missing, Unavailable
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


AWAY = Interrupted("away", "The database does not answer.")


class Losing:
    """Units of work of which some are lost: before they begin, or with the answer to their commit.

    Args:
        units_of_work: that are called.
        lost: what becomes of each in turn, from the first: ``begun``, ``committed``, or nothing.
    """

    def __init__(self, units_of_work, lost):
        self.units_of_work, self.lost = units_of_work, iter(lost)

    def __call__(self):
        lost, uow = next(self.lost, None), self.units_of_work()
        if lost == "begun":
            raise AWAY
        if lost == "committed":
            commit = uow.commit

            def committed():
                commit()
                raise AWAY

            uow.commit = committed
        return uow


def patient(scene, act, lost, kind=JobKind.DECIDE_CHUNK):
    """A worker that waits for its database, whose first units of work are lost; its work and its pauses."""
    work, pauses = Working(act), []
    losing = Losing(scene.platform.units_of_work(), lost)
    clock = scene.installation.clock

    def pause(tries):
        pauses.append(tries)
        clock.advance(timedelta(seconds=9))

    return RunJob(losing, clock, {kind: work}, an_id(7), pause), work, pauses


@pytest.mark.parametrize("lost", ["begun", "committed"])
@pytest.mark.parametrize(
    ("error", "status"), [(None, "done"), (Missing("gone", "Gone."), "dead"), (Unavailable("away", "Away."), "waiting")]
)
@pytest.mark.parametrize("at", [0, 1])
def test_a_worker_whose_database_is_away_notes_in_the_end_what_it_began_and_how_it_ended(
    scene, lost, error, status, at
):
    job, done = due(scene), []

    def act(subject):
        done.append(subject)
        if error:
            raise error

    run, work, pauses = patient(scene, act, [None] * at + [lost, "begun"])
    run(job.id)
    assert find(scene, job).status == status
    assert (find(scene, job).attempts, len(done), pauses) == (1, 1, [0, 1])
    assert work.given_up == ([(job.subject, "gone: Gone.")] if status == "dead" else [])


def test_without_a_pause_the_caller_is_told_that_the_database_is_away(scene):
    job = due(scene)
    run, _ = runner(scene, lambda _: None)
    run = attrs.evolve(run, units_of_work=Losing(run.units_of_work, ["begun"]))
    with pytest.raises(Interrupted):
        run(job.id)
    assert find(scene, job).status == JobStatus.WAITING


def test_what_another_thread_of_this_worker_does_is_left_alone(scene):
    job = due(scene)
    save(scene, job.start(scene.installation.clock.now() - timedelta(seconds=1), an_id(7)))
    run, _, _ = patient(scene, raising(AssertionError), [])
    run(job.id)
    assert find(scene, job).status == JobStatus.RUNNING
