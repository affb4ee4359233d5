"""The repository of tasks in memory."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import Task, TaskStatus
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryTasks:
    """`Tasks` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.tasks
        self._chunks = store.chunks
        self._golds = store.golds

    def add_all(self, tasks: Iterable[Task]) -> None:
        """See `Tasks.add_all`."""
        for task in tasks:
            if self.find_for(task.chunk, task.contributor) is not None:
                raise Conflict(
                    "already_leased", "This person was lent this chunk before; a chunk is lent to a person once."
                )
            self._rows.put(task.id, task)
            gold = self._golds.get(task.chunk) if task.gold else None
            if gold is not None:
                self._golds.put(task.chunk, attrs.evolve(gold, lent=gold.lent + 1))

    def save(self, task: Task) -> None:
        """See `Tasks.save`."""
        self._rows.replace(task.id, task)

    def find(self, task: TaskId, *, lock: bool = False) -> Task | None:  # noqa: ARG002 - all is locked
        """See `Tasks.find`."""
        return self._rows.get(task)

    def with_chunks(self, tasks: Sequence[TaskId], *, lock: bool = False) -> Mapping[TaskId, tuple[Task, Chunk]]:  # noqa: ARG002 - all is locked
        """See `Tasks.with_chunks`."""
        found = [task for task in map(self._rows.get, tasks) if task is not None]
        pairs = ((task, self._chunks.get(task.chunk)) for task in found)
        return {task.id: (task, chunk) for task, chunk in pairs if chunk is not None}

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Task | None:
        """See `Tasks.find_for`."""
        return next(iter(self._rows.group("pair", (chunk, contributor))), None)

    def lent_since(self, contributor: ContributorId, since: datetime) -> int:
        """See `Tasks.lent_since`."""
        return sum(row.leased_at >= since for row in self._rows.group("contributor", contributor))

    def page(self, contributor: ContributorId, request: PageRequest, status: TaskStatus | None = None) -> Page[Task]:
        """See `Tasks.page`."""
        rows = (row for row in self._rows.group("contributor", contributor) if status in {None, row.status})
        return newest_first(rows, request, lambda row: row.leased_at)

    def expire(self, now: datetime, most: int) -> int:
        """See `Tasks.expire`."""
        over = [row for row in self._rows.group("status", TaskStatus.LEASED) if row.lease_expires_at <= now]
        chosen = sorted(over, key=lambda row: row.lease_expires_at)[:most]
        for task in chosen:
            self._rows.put(task.id, task.expire())
        return len(chosen)

    def cancel_leases(self, chunk: ChunkId, now: datetime) -> int:
        """See `Tasks.cancel_leases`."""
        leases = [row for row in self._rows.group("chunk", chunk) if row.status is TaskStatus.LEASED and not row.gold]
        for task in leases:
            self._rows.put(task.id, task.cancel(now))
        return len(leases)
