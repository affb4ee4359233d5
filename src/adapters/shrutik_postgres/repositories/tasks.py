"""The repository of tasks on PostgreSQL."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, insert, select, text, update

from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import SkipReason, Task, TaskStatus
from shrutik_postgres.repositories import places
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.tasks import tasks
from shrutik_postgres.transaction import Transaction, Values

_LEASED = text(f"tasks.status = '{TaskStatus.LEASED}'")
_NOT_GOLD = text("NOT tasks.gold")


class PostgresTasks:
    """`Tasks` on PostgreSQL; keeps the chunks' free places as well."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_all(self, tasks_: Iterable[Task]) -> None:
        """See `Tasks.add_all`."""
        new = sorted(tasks_, key=lambda task: task.contributor)
        if not new:
            return
        places.lock(self._transaction, (task.chunk for task in new))
        self._transaction.add(insert(tasks), [_values(task) for task in new])
        for contributor, lent in groupby(new, key=lambda task: task.contributor):
            places.recompute(self._transaction, [task.chunk for task in lent], contributor)

    def save(self, task: Task) -> None:
        """See `Tasks.save`."""
        places.lock(self._transaction, [task.chunk])
        self._transaction.change(update(tasks).where(tasks.c.id == task.id).values(_values(task)), "task")
        places.recompute(self._transaction, [task.chunk])

    def find(self, task: TaskId, *, lock: bool = False) -> Task | None:
        """See `Tasks.find`."""
        wanted = select(tasks).where(tasks.c.id == task)
        row = self._transaction.first(wanted)
        if row is not None and lock:
            places.lock(self._transaction, [row.chunk])
            row = self._transaction.first(wanted.with_for_update(key_share=True))
        return _task(row) if row else None

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Task | None:
        """See `Tasks.find_for`."""
        wanted = select(tasks).where(tasks.c.chunk == chunk, tasks.c.contributor == contributor)
        row = self._transaction.first(wanted)
        return _task(row) if row else None

    def page(self, contributor: ContributorId, request: PageRequest, status: TaskStatus | None = None) -> Page[Task]:
        """See `Tasks.page`."""
        theirs = select(tasks).where(tasks.c.contributor == contributor)
        if status is not None:
            theirs = theirs.where(tasks.c.status == status.value)
        return newest_first(self._transaction, theirs, request, by_birth(tasks, "leased_at"), _task)

    def held(self, contributor: ContributorId, now: datetime) -> int:
        """See `Tasks.held`."""
        theirs = select(func.count()).where(tasks.c.contributor == contributor, _LEASED, tasks.c.lease_expires_at > now)
        return int(self._transaction.scalar(theirs))

    def expire(self, now: datetime, most: int) -> int:
        """See `Tasks.expire`."""
        over = (
            select(tasks.c.id)
            .where(_LEASED, tasks.c.lease_expires_at <= now)
            .order_by(tasks.c.lease_expires_at)
            .limit(most)
            .with_for_update(skip_locked=True, key_share=True)
        )
        # A lease that ran out took no place any more, so no chunk changes.
        statement = update(tasks).where(tasks.c.id.in_(over)).values(status=TaskStatus.EXPIRED.value)
        return self._transaction.run(statement)

    def cancel_leases(self, chunk: ChunkId, now: datetime) -> int:
        """See `Tasks.cancel_leases`."""
        places.lock(self._transaction, [chunk])
        statement = update(tasks).where(tasks.c.chunk == chunk, _LEASED, _NOT_GOLD)
        cancelled = self._transaction.run(statement.values(status=TaskStatus.CANCELLED.value, finished_at=now))
        if cancelled:
            places.recompute(self._transaction, [chunk])
        return cancelled


def _values(task: Task) -> Values:
    return {
        "id": task.id,
        "chunk": task.chunk,
        "collection": task.collection,
        "contributor": task.contributor,
        "leased_at": task.leased_at,
        "lease_expires_at": task.lease_expires_at,
        "status": task.status.value,
        "finished_at": task.finished_at,
        "skip_reason": task.skip_reason.value if task.skip_reason else None,
        "gold": task.gold,
    }


def _task(row: Row[Any]) -> Task:
    return Task(
        id=row.id,
        chunk=row.chunk,
        collection=row.collection,
        contributor=row.contributor,
        leased_at=row.leased_at,
        lease_expires_at=row.lease_expires_at,
        status=TaskStatus(row.status),
        finished_at=row.finished_at,
        skip_reason=SkipReason(row.skip_reason) if row.skip_reason else None,
        gold=row.gold,
    )
