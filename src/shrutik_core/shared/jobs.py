"""Background work as a fact: a job, and its life."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import attrs

from shrutik_core.shared.correlation import is_fit
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ContributorId, JobId
from shrutik_core.shared.job_kinds import DUE, Event, JobKind, subject_of
from shrutik_core.shared.lives import Life

MOST_ATTEMPTS = 5
"""Attempts that may fail; the last of them kills the job."""

MOST_LOSSES = 20
"""Times that a job's worker may be lost while the job ran alone in it; the last of them kills the job."""

LOSSES_AT_ONCE = 3
"""Losses after which a job comes back at once; after more it pauses, so that others get on meanwhile."""

LOST = "worker_lost: the worker was lost while this ran"
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
# A job that shows no sign of life for this long is taken to have lost its worker.
STALLED_AFTER = timedelta(hours=2)


class JobStatus(StrEnum):
    """Where a job is in its life.

    ==========  ==========  ===================================================================================
    from        to          when
    ==========  ==========  ===================================================================================
    waiting     running     a worker starts it: one more attempt
    running     done        its work went well; of a decision in the very transaction that keeps what was decided
    running     waiting     it failed for the first to fourth time, or its worker was lost
    running     dead        it failed for good or for the fifth time, or its worker was lost with it alone 20 times
    dead        waiting     an administrator brings it back, with nothing counted
    ==========  ==========  ===================================================================================
    """

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


JOB_LIFE = Life(
    "job",
    {
        JobStatus.WAITING: frozenset({JobStatus.RUNNING}),
        JobStatus.RUNNING: frozenset({JobStatus.DONE, JobStatus.DEAD, JobStatus.WAITING}),
        JobStatus.DONE: frozenset(),
        JobStatus.DEAD: frozenset({JobStatus.WAITING}),
    },
)


@attrs.frozen
class Job:
    """One piece of background work, also the outbox's row.

    Attributes:
        id: UUIDv7.
        kind: what is to be done.
        subject: the id of the thing that it is done to.
        status: where it is in its life.
        attempts: how often it was started.
        failures: how many attempts ended in an error.
        losses: how often its worker was lost while it was the only job in it; a loss in company says nothing of it.
        due_at: not before this instant, UTC.
        sent_at: when the broker took it; None while it is still only in the database.
        started_at: when it was last started, or showed a sign of life since; None before the first time.
        finished_at: when it was done or died.
        error: why the last attempt failed; empty if none did.
        created_at: when the commit that made it due was made, UTC.
        person: for whom it is done, of those whose work takes turns; None if it has no turn to wait for.
        weight: how much there probably is to do, in seconds of sound; 0 if it is not known.
        worker: the process that it was last started in; None before the first time.
        correlation: id of the request, or of whatever else, that it comes of; empty if there is none.
    """

    id: JobId
    kind: JobKind
    subject: UUID
    due_at: datetime
    created_at: datetime
    status: JobStatus = JobStatus.WAITING
    attempts: int = 0
    sent_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    error: str = ""
    person: ContributorId | None = None
    weight: float = attrs.field(default=0.0, validator=attrs.validators.ge(0))
    failures: int = 0
    losses: int = 0
    worker: UUID | None = None
    correlation: str = attrs.field(default="")

    @correlation.validator
    def _fit(self, _: object, value: str) -> None:
        if value and not is_fit(value):
            raise ValueError("This is not a correlation id.")

    @classmethod
    def due(
        cls, id_: JobId, event: Event, now: datetime, *, person: ContributorId | None = None, weight: float = 0.0
    ) -> "Job":
        """The job that ``event`` makes due."""
        kind, subject = DUE[type(event)], subject_of(event)
        return cls(id=id_, kind=kind, subject=subject, due_at=now, created_at=now, person=person, weight=weight)

    @property
    def ready_at(self) -> datetime:
        """Its place among jobs whose turn it is: an hour of sound stands where a moment that came an hour later does.

        So short ones come before long ones, and yet nothing waits for ever.
        """
        return self.created_at + timedelta(seconds=self.weight)

    def start(self, now: datetime, worker: UUID | None = None) -> "Job":
        """The job as it begins another attempt, in this process.

        Raises:
            Conflict: ``job_done``, ``job_dead`` or ``job_running`` if it does not wait.
        """
        status = JOB_LIFE.step(self.status, JobStatus.RUNNING)
        return attrs.evolve(self, status=status, attempts=self.attempts + 1, started_at=now, worker=worker)

    def finish(self, now: datetime) -> "Job":
        """The job as it ends well."""
        return attrs.evolve(self, status=JOB_LIFE.step(self.status, JobStatus.DONE), finished_at=now, error="")

    def fail(self, now: datetime, error: str, *, final: bool) -> "Job":
        """The job after a failed attempt: waiting for the next one, or dead if there is none.

        Args:
            now: the instant, UTC.
            error: why, for a person.
            final: whether another attempt would fail in the same way.

        Raises:
            Conflict: ``job_<status>`` if it does not run.
        """
        self._check_runs()
        failed = attrs.evolve(self, failures=self.failures + 1, error=error)
        if final or failed.failures >= MOST_ATTEMPTS:
            return _dead(failed, now)
        return _waiting(failed, now + _pause(failed.failures))

    def retry(self, now: datetime) -> "Job":
        """A dead job brought back with all its attempts before it.

        Raises:
            Conflict: if it is not dead.
        """
        if self.status is not JobStatus.DEAD:
            raise Conflict(f"job_{self.status}", f"Only a dead job is retried; this one is {self.status}.")
        status = JOB_LIFE.step(self.status, JobStatus.WAITING)
        return attrs.evolve(
            self, status=status, attempts=0, failures=0, losses=0, due_at=now, sent_at=None, finished_at=None
        )

    def lose(self, now: datetime, *, alone: bool) -> "Job":
        """The job after its worker was lost while it ran: it waits again, or is dead after its last loss.

        A process that is killed is not the fault of the jobs in it, unless one of them brings it down each time. So a
        loss is counted only if no other can have been at fault.

        Args:
            now: the instant, UTC.
            alone: whether it was the only job that ran in that process.

        Raises:
            Conflict: ``job_<status>`` if it does not run.
        """
        self._check_runs()
        lost = attrs.evolve(self, losses=self.losses + alone, error=LOST)
        if lost.losses >= MOST_LOSSES:
            return _dead(lost, now)
        return _waiting(lost, now + _pause(lost.losses - LOSSES_AT_ONCE))

    def _check_runs(self) -> None:
        if self.status is not JobStatus.RUNNING:
            raise Conflict(f"job_{self.status}", f"Only a job that runs can fail; this one is {self.status}.")


def _dead(job: Job, now: datetime) -> Job:
    return attrs.evolve(job, status=JOB_LIFE.step(job.status, JobStatus.DEAD), finished_at=now)


def _waiting(job: Job, due_at: datetime) -> Job:
    return attrs.evolve(job, status=JOB_LIFE.step(job.status, JobStatus.WAITING), due_at=due_at, sent_at=None)


def _pause(number: int) -> timedelta:
    """The pause after the first, second, ... failure; none after those before the first."""
    return min(FIRST_PAUSE * 2 ** (number - 1), LONGEST_PAUSE) if number > 0 else timedelta()
