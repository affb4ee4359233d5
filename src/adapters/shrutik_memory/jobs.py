"""The repository of jobs in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import attrs

from shrutik_core.shared.correlation import current
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.job_turns import by_turn
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryJobs:
    """`Jobs` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.jobs

    def add(self, job: Job) -> None:
        """See `Jobs.add`."""
        twins = self._rows.group("work", (job.kind, job.subject))
        if not any(row.status is JobStatus.WAITING for row in twins):
            self._rows.put(job.id, attrs.evolve(job, correlation=job.correlation or current()))

    def add_all(self, jobs: Sequence[Job]) -> None:
        """See `Jobs.add_all`."""
        for job in jobs:
            self.add(job)

    def save(self, job: Job) -> None:
        """See `Jobs.save`."""
        self._rows.replace(job.id, job)

    def save_all(self, jobs: Sequence[Job]) -> None:
        """See `Jobs.save_all`."""
        for job in jobs:
            if self._rows.get(job.id) is not None:
                self._rows.put(job.id, job)

    def cancel(self, subjects: Collection[UUID]) -> int:
        """See `Jobs.cancel`."""
        idle = [*self._rows.group("status", JobStatus.WAITING), *self._rows.group("status", JobStatus.DEAD)]
        cancelled = [row for row in idle if row.subject in subjects]
        for job in cancelled:
            self._rows.remove(job.id)
        return len(cancelled)

    def find(self, job: JobId, *, lock: bool = False) -> Job | None:  # noqa: ARG002 - all is locked
        """See `Jobs.find`."""
        return self._rows.get(job)

    def unsent(self, kind: JobKind, now: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.unsent`."""
        return tuple(sorted(self._due(kind, now), key=_age)[:most])

    def next_in_turn(self, kind: JobKind, now: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.next_in_turn`."""
        under_way = [*self._rows.group("status", JobStatus.RUNNING), *self._rows.group("status", JobStatus.WAITING)]
        begun = (row for row in under_way if row.kind is kind and (row.sent_at or row.status is JobStatus.RUNNING))
        return tuple(by_turn(self._due(kind, now), begun)[:most])

    def on_the_way(self, kind: JobKind, since: datetime) -> int:
        """See `Jobs.on_the_way`."""
        waiting = self._rows.group("status", JobStatus.WAITING)
        return sum(row.kind is kind and row.sent_at is not None and row.sent_at > since for row in waiting)

    def companions(self, worker: UUID | None) -> int:
        """See `Jobs.companions`."""
        return sum(row.worker == worker for row in self._rows.group("status", JobStatus.RUNNING))

    def _due(self, kind: JobKind, now: datetime) -> list[Job]:
        waiting = self._rows.group("status", JobStatus.WAITING)
        return [row for row in waiting if row.kind is kind and row.sent_at is None and row.due_at <= now]

    def stalled(self, since: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.stalled`."""
        lost = [row for row in self._rows.group("status", JobStatus.WAITING) if _before(row.sent_at, since)]
        lost += [row for row in self._rows.group("status", JobStatus.RUNNING) if _before(row.started_at, since)]
        return tuple(sorted(lost, key=_age)[:most])

    def unbegun(self, since: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.unbegun`."""
        sent = [row for row in self._rows.group("status", JobStatus.WAITING) if _before(row.sent_at, since)]
        return tuple(sorted(sent, key=_age)[:most])

    def running_in(self, workers: Collection[UUID], most: int) -> tuple[Job, ...]:
        """See `Jobs.running_in`."""
        running = [row for row in self._rows.group("status", JobStatus.RUNNING) if row.worker in workers]
        return tuple(sorted(running, key=_age)[:most])

    def show_life(self, kind: JobKind, subject: UUID, now: datetime) -> None:
        """See `Jobs.show_life`."""
        for row in self._rows.group("work", (kind, subject)):
            if row.status is JobStatus.RUNNING:
                self._rows.put(row.id, attrs.evolve(row, started_at=now))

    def under(self, correlation: str, most: int) -> tuple[Job, ...]:
        """See `Jobs.under`."""
        found = [row for row in self._rows.all() if row.correlation == correlation]
        return tuple(sorted(found, key=_age)[:most])

    def page(self, request: PageRequest, status: JobStatus | None = None) -> Page[Job]:
        """See `Jobs.page`."""
        rows = self._rows.all() if status is None else self._rows.group("status", status)
        return newest_first(rows, request, lambda row: row.created_at)

    def count(self, status: JobStatus) -> int:
        """See `Jobs.count`."""
        return len(self._rows.group("status", status))

    def forget_done(self, before: datetime, most: int) -> int:
        """See `Jobs.forget_done`."""
        over = [row for row in self._rows.group("status", JobStatus.DONE) if _before(row.finished_at, before)][:most]
        for job in over:
            self._rows.remove(job.id)
        return len(over)


def _age(job: Job) -> tuple[datetime, JobId]:
    return job.created_at, job.id


def _before(instant: datetime | None, limit: datetime) -> bool:
    return instant is not None and instant < limit
