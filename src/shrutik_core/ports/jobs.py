"""The repository of jobs, which is also the outbox."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "job_missing", "There is no such job.")


class Jobs(Protocol):
    """Jobs as facts."""

    def add(self, job: Job) -> None:
        """Keep a new one; nothing happens if one of the same kind and subject waits already, unsent or sent.

        A job that runs does not count: it may have read its subject before this commit. One without a correlation id
        gets the one under which this is done (`shared.correlation.current`), so a job of a job is found by the same.
        """
        ...

    def add_all(self, jobs: Sequence[Job]) -> None:
        """As `add` for each of them, no two of one kind and subject, at once."""
        ...

    def save(self, job: Job) -> None:
        """Keep what changed.

        Raises:
            Missing: ``job_missing``.
        """
        ...

    def save_all(self, jobs: Sequence[Job]) -> None:
        """`save` each; those that are not there are left out."""
        ...

    def cancel(self, subjects: Collection[UUID]) -> int:
        """Delete those about these things, of any kind, that wait or are dead; how many. What runs is left to end."""
        ...

    def find(self, job: JobId, *, lock: bool = False) -> Job | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def unsent(self, kind: JobKind, now: datetime, most: int) -> tuple[Job, ...]:
        """Waiting jobs of a kind that are due and not sent, oldest first, locked.

        Those locked by others are passed over. The cost must not grow with the jobs of other kinds.
        """
        ...

    def next_in_turn(self, kind: JobKind, now: datetime, most: int) -> tuple[Job, ...]:
        """The same, locked likewise, but in the order of `job_turns.by_turn`.

        One unit of work at a time is told: none while another one holds what it was told of this kind.
        """
        ...

    def on_the_way(self, kind: JobKind, since: datetime) -> int:
        """How many of a kind were sent after the instant and have not been started since."""
        ...

    def companions(self, worker: UUID | None) -> int:
        """How many jobs are running in the process."""
        ...

    def stalled(self, since: datetime, most: int) -> tuple[Job, ...]:
        """Jobs that were sent or started before ``since`` and have not moved since then, locked likewise."""
        ...

    def unbegun(self, since: datetime, most: int) -> tuple[Job, ...]:
        """Jobs that were sent before ``since`` and have not been started since then, locked likewise."""
        ...

    def running_in(self, workers: Collection[UUID], most: int) -> tuple[Job, ...]:
        """Jobs that are running in one of these processes, locked likewise."""
        ...

    def show_life(self, kind: JobKind, subject: UUID, now: datetime) -> None:
        """Those of the kind and subject that run count from now on as started now: their worker is not lost."""
        ...

    def under(self, correlation: str, most: int) -> tuple[Job, ...]:
        """Those with this correlation id, oldest first, up to ``most``; it may take a look at all jobs."""
        ...

    def page(self, request: PageRequest, status: JobStatus | None = None) -> Page[Job]:
        """All, or those of one status, newest first."""
        ...

    def count(self, status: JobStatus) -> int:
        """How many have the status."""
        ...

    def forget_done(self, before: datetime, most: int) -> int:
        """Delete up to ``most`` jobs done before the instant; how many that were."""
        ...
