"""Jobs: which event makes which due, and their lives."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import (
    DUE,
    PRIORITY,
    ChunkAnswered,
    JobKind,
    PolicyChanged,
    RecordingUploaded,
    ReleaseRequested,
    subject_of,
)
from shrutik_core.shared.jobs import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    LOSSES_AT_ONCE,
    MOST_ATTEMPTS,
    MOST_LOSSES,
    Job,
    JobStatus,
)
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_job, an_id, an_instant

NOW = an_instant(60)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (RecordingUploaded, JobKind.PROCESS_RECORDING),
        (ChunkAnswered, JobKind.DECIDE_CHUNK),
        (ReleaseRequested, JobKind.BUILD_RELEASE),
        (PolicyChanged, JobKind.RECOMPUTE_COLLECTION),
    ],
)
def test_each_event_makes_its_job_due_at_once(event, kind):
    job = Job.due(JobId(an_id(1)), event(an_id(2)), NOW)
    assert (job.kind, job.subject, job.due_at, job.created_at) == (kind, an_id(2), NOW, NOW)
    assert (job.status, job.attempts, job.sent_at) == (JobStatus.WAITING, 0, None)
    assert subject_of(event(an_id(2))) == an_id(2)


def test_each_kind_follows_from_one_event_and_has_its_turn():
    assert sorted(DUE.values()) == sorted(JobKind)
    assert PRIORITY.keys() == set(JobKind)
    assert min(PRIORITY, key=PRIORITY.__getitem__) is JobKind.DECIDE_CHUNK


@given(strategies.jobs(), strategies.instants())
def test_only_what_waits_is_started(job, now):
    if job.status is JobStatus.WAITING:
        started = job.start(now)
        assert (started.status, started.attempts, started.started_at) == (JobStatus.RUNNING, job.attempts + 1, now)
    else:
        with pytest.raises(Conflict) as error:
            job.start(now)
        assert error.value.code == f"job_{job.status}"


@given(strategies.jobs(), strategies.instants())
def test_only_what_runs_is_finished(job, now):
    if job.status is JobStatus.RUNNING:
        done = job.finish(now)
        assert (done.status, done.finished_at, done.error) == (JobStatus.DONE, now, "")
    else:
        with pytest.raises(Conflict):
            job.finish(now)


@given(strategies.jobs(), strategies.instants(), st.booleans())
def test_a_failed_job_waits_unsent_or_is_dead(job, now, final):
    if job.status is not JobStatus.RUNNING:
        with pytest.raises(Conflict):
            job.fail(now, "no", final=final)
        return
    failed = job.fail(now, "no", final=final)
    assert failed.error == "no"
    assert failed.attempts == job.attempts
    if final or job.attempts >= MOST_ATTEMPTS:
        assert (failed.status, failed.finished_at) == (JobStatus.DEAD, now)
    else:
        assert (failed.status, failed.sent_at) == (JobStatus.WAITING, None)
        assert FIRST_PAUSE <= failed.due_at - now <= LONGEST_PAUSE


def test_the_pauses_double():
    job, pauses = a_job(), []
    for _ in range(MOST_ATTEMPTS - 1):
        job = job.start(NOW).fail(NOW, "no", final=False)
        pauses.append(job.due_at - NOW)
    doubled = [timedelta(seconds=5 * 2**attempt) for attempt in range(MOST_ATTEMPTS - 1)]
    assert pauses == [min(pause, LONGEST_PAUSE) for pause in doubled]
    assert job.start(NOW).fail(NOW, "no", final=False).status is JobStatus.DEAD


def test_a_long_pause_is_bounded():
    job = attrs.evolve(a_job().start(NOW), attempts=MOST_ATTEMPTS - 1)
    assert job.fail(NOW, "no", final=False).due_at - NOW <= LONGEST_PAUSE


@given(strategies.jobs(), strategies.instants())
def test_only_the_dead_are_brought_back_with_all_their_attempts(job, now):
    if job.status is JobStatus.DEAD:
        back = job.retry(now)
        assert (back.status, back.attempts, back.sent_at, back.finished_at) == (JobStatus.WAITING, 0, None, None)
        assert (back.failures, back.losses) == (0, 0)
        assert back.due_at == now
    else:
        with pytest.raises(Conflict) as error:
            job.retry(now)
        assert error.value.code == f"job_{job.status}"


@given(strategies.jobs(), strategies.instants(), st.booleans(), st.integers(0, MOST_LOSSES - 1))
def test_a_job_that_lost_its_worker_waits_again_until_it_was_lost_too_often_alone(job, now, alone, losses):
    job = attrs.evolve(job, losses=losses)
    if job.status is not JobStatus.RUNNING:
        with pytest.raises(Conflict) as error:
            job.lose(now, alone=alone)
        assert error.value.code == f"job_{job.status}"
        return
    lost = job.lose(now, alone=alone)
    assert (lost.losses, lost.failures, lost.attempts) == (losses + alone, job.failures, job.attempts)
    assert "lost" in lost.error
    if alone and losses == MOST_LOSSES - 1:
        assert (lost.status, lost.finished_at) == (JobStatus.DEAD, now)
    else:
        assert (lost.status, lost.sent_at) == (JobStatus.WAITING, None)
        assert timedelta() <= lost.due_at - now <= LONGEST_PAUSE


def test_a_job_comes_back_at_once_from_its_first_losses_and_after_growing_pauses_from_more():
    job, pauses = a_job(), []
    for _ in range(MOST_LOSSES - 1):
        job = job.start(NOW).lose(NOW, alone=True)
        pauses.append(job.due_at - NOW)
    assert pauses[: LOSSES_AT_ONCE + 2] == [timedelta()] * LOSSES_AT_ONCE + [FIRST_PAUSE, 2 * FIRST_PAUSE]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert job.start(NOW).lose(NOW, alone=True).status is JobStatus.DEAD


def test_losses_do_not_count_as_failures_nor_failures_as_losses():
    job = a_job()
    for _ in range(MOST_ATTEMPTS - 1):
        job = job.start(NOW).lose(NOW, alone=True).start(NOW).fail(NOW, "no", final=False)
    assert (job.status, job.failures, job.losses) == (JobStatus.WAITING, MOST_ATTEMPTS - 1, MOST_ATTEMPTS - 1)
    assert job.start(NOW).fail(NOW, "no", final=False).status is JobStatus.DEAD


@given(strategies.jobs())
def test_no_life_has_more_attempts_than_are_allowed(job):
    assert 0 <= job.attempts <= MOST_ATTEMPTS
