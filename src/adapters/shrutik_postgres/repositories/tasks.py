"""The repository of tasks on PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text, update

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import SkipReason, Task, TaskStatus
from shrutik_postgres.repositories import places
from shrutik_postgres.repositories.chunks import COLUMNS as CHUNK_COLUMNS
from shrutik_postgres.repositories.chunks import to_chunk
from shrutik_postgres.repositories.given import array, arrays, given_sql
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.tasks import tasks
from shrutik_postgres.transaction import Transaction, Values

_LEASED = text(f"tasks.status = '{TaskStatus.LEASED}'")
_NOT_GOLD = text("NOT tasks.gold")
# The columns, in the order of the table.
_TYPES = {
    "id": "uuid",
    "chunk": "uuid",
    "collection": "uuid",
    "contributor": "uuid",
    "leased_at": "timestamptz",
    "lease_expires_at": "timestamptz",
    "status": "text",
    "finished_at": "timestamptz",
    "skip_reason": "text",
    "gold": "boolean",
}
_COLUMNS, _WIDTH = ", ".join(_TYPES), len(_TYPES)
_NEW_LEASES = f"""
    UNION ALL SELECT lease_expires_at FROM given
    WHERE given.chunk = chunks.id AND given.status = '{TaskStatus.LEASED}' AND NOT given.gold"""
_FREE_AT = places.FREE_AT_SQL.format(room="(chunks.wanted - chunks.votes)", leases=places.LEASES_SQL + _NEW_LEASES)
# Chunks are locked before. What a part of the statement adds no other part of it sees.
_ADD = f"""
WITH {given_sql(_TYPES)},
kept AS (INSERT INTO tasks ({_COLUMNS}) SELECT {_COLUMNS} FROM given),
heard AS (
    UPDATE gold_items SET lent = lent + people
    FROM (SELECT chunk, count(*) AS people FROM given WHERE gold GROUP BY chunk) AS hearers
    WHERE gold_items.chunk = hearers.chunk
)
UPDATE chunks SET had = (holders || had)[1:{places.LATEST_HOLDERS}], free_at = {_FREE_AT}
FROM (SELECT chunk, array_agg(contributor) AS holders FROM given GROUP BY chunk) AS lent
WHERE chunks.id = lent.chunk
"""
_PAIRS = f"""
SELECT {", ".join(f"tasks.{name} AS task_{name}" for name in _TYPES)},
    {", ".join(f"chunks.{column.name}" for column in CHUNK_COLUMNS)}
FROM tasks JOIN chunks ON chunks.id = tasks.chunk WHERE tasks.id = ANY(%(ids)s::uuid[])
"""
# Of each row the chunk is locked before the task, in the order of the clauses.
_PAIRS_LOCKED = f"{_PAIRS} ORDER BY chunks.id FOR NO KEY UPDATE OF chunks FOR NO KEY UPDATE OF tasks"


class PostgresTasks:
    """`Tasks` on PostgreSQL; keeps the chunks' free places as well."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_all(self, tasks_: Iterable[Task]) -> None:
        """See `Tasks.add_all`."""
        new = list(tasks_)
        if new:
            places.lock(self._transaction, (task.chunk for task in new))
            rows = [_values(task) for task in new]
            self._transaction.rows(_ADD, arrays(rows, _TYPES))

    def save(self, task: Task) -> None:
        """See `Tasks.save`."""
        places.lock(self._transaction, [task.chunk])
        self._transaction.change(update(tasks).where(tasks.c.id == task.id).values(_values(task)), "task")
        places.recompute(self._transaction, task.chunk)

    def find(self, task: TaskId, *, lock: bool = False) -> Task | None:
        """See `Tasks.find`."""
        wanted = select(tasks).where(tasks.c.id == task)
        row = self._transaction.first(wanted)
        if row is not None and lock:
            places.lock(self._transaction, [row.chunk])
            row = self._transaction.first(wanted.with_for_update(key_share=True))
        return _task(row) if row else None

    def with_chunks(self, tasks_: Sequence[TaskId], *, lock: bool = False) -> Mapping[TaskId, tuple[Task, Chunk]]:
        """See `Tasks.with_chunks`."""
        rows = self._transaction.rows(_PAIRS_LOCKED if lock else _PAIRS, {"ids": array(tasks_)})
        found = {row[0]: (_task(row), to_chunk(row)) for row in rows}
        if lock:
            self._transaction.locked.update(chunk.id for _, chunk in found.values())
        return {id_: found[id_] for id_ in tasks_ if id_ in found}

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Task | None:
        """See `Tasks.find_for`."""
        wanted = select(tasks).where(tasks.c.chunk == chunk, tasks.c.contributor == contributor)
        row = self._transaction.first(wanted)
        return _task(row) if row else None

    def lent_since(self, contributor: ContributorId, since: datetime) -> int:
        """See `Tasks.lent_since`."""
        theirs = select(func.count()).where(tasks.c.contributor == contributor, tasks.c.leased_at >= since)
        return int(self._transaction.scalar(theirs))

    def page(self, contributor: ContributorId, request: PageRequest, status: TaskStatus | None = None) -> Page[Task]:
        """See `Tasks.page`."""
        theirs = select(tasks).where(tasks.c.contributor == contributor)
        if status is not None:
            theirs = theirs.where(tasks.c.status == status.value)
        return newest_first(self._transaction, theirs, request, by_birth(tasks, "leased_at"), _task)

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
            places.recompute(self._transaction, chunk)
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


def _task(row: Sequence[Any]) -> Task:
    """The task of a row that begins with the columns."""
    id_, chunk, collection, contributor, leased_at, lease_expires_at, status, finished_at, reason, gold = row[:_WIDTH]
    skip_reason = SkipReason(reason) if reason else None
    return Task(
        id=id_,
        chunk=chunk,
        collection=collection,
        contributor=contributor,
        leased_at=leased_at,
        lease_expires_at=lease_expires_at,
        status=TaskStatus(status),
        finished_at=finished_at,
        skip_reason=skip_reason,
        gold=gold,
    )
