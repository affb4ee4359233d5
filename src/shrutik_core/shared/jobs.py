"""Background work as a fact: a job, and its life."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import attrs

from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import DUE, Event, JobKind, subject_of
from shrutik_core.shared.lives import Life

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
# A job that shows no sign of life for this long is taken to have lost its worker.
STALLED_AFTER = timedelta(hours=2)


class JobStatus(StrEnum):
    """Where a job is in its life."""

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
        due_at: not before this instant, UTC.
        sent_at: when the broker took it; None while it is still only in the database.
        started_at: when it was last started, or showed a sign of life since; None before the first time.
        finished_at: when it was done or died.
        error: why the last attempt failed; empty if none did.
        created_at: when the commit that made it due was made, UTC.
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

    @classmethod
    def due(cls, id_: JobId, event: Event, now: datetime) -> "Job":
        """The job that ``event`` makes due."""
        return cls(id=id_, kind=DUE[type(event)], subject=subject_of(event), due_at=now, created_at=now)

    def start(self, now: datetime) -> "Job":
        """The job as it begins another attempt.

        Raises:
            Conflict: ``job_done``, ``job_dead`` or ``job_running`` if it does not wait.
        """
        status = JOB_LIFE.step(self.status, JobStatus.RUNNING)
        return attrs.evolve(self, status=status, attempts=self.attempts + 1, started_at=now)

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
        if self.status is not JobStatus.RUNNING:
            raise Conflict(f"job_{self.status}", f"Only a job that runs can fail; this one is {self.status}.")
        if final or self.attempts >= MOST_ATTEMPTS:
            dead = JOB_LIFE.step(self.status, JobStatus.DEAD)
            return attrs.evolve(self, status=dead, finished_at=now, error=error)
        pause = min(FIRST_PAUSE * 2 ** (self.attempts - 1), LONGEST_PAUSE)
        waiting = JOB_LIFE.step(self.status, JobStatus.WAITING)
        return attrs.evolve(self, status=waiting, due_at=now + pause, sent_at=None, error=error)

    def retry(self, now: datetime) -> "Job":
        """A dead job brought back with all its attempts before it.

        Raises:
            Conflict: if it is not dead.
        """
        if self.status is not JobStatus.DEAD:
            raise Conflict(f"job_{self.status}", f"Only a dead job is retried; this one is {self.status}.")
        status = JOB_LIFE.step(self.status, JobStatus.WAITING)
        return attrs.evolve(self, status=status, attempts=0, due_at=now, sent_at=None, finished_at=None)

    def recover(self, now: datetime) -> "Job":
        """A job whose worker was lost while it ran: it waits again, or is dead after its last attempt."""
        return self.fail(now, "the worker was lost while this ran", final=False)
