"""The repository of tasks in memory."""

from collections.abc import Iterable
from datetime import datetime

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

    def add_all(self, tasks: Iterable[Task]) -> None:
        """See `Tasks.add_all`."""
        for task in tasks:
            if self.find_for(task.chunk, task.contributor) is not None:
                raise Conflict(
                    "already_leased", "This person was lent this chunk before; a chunk is lent to a person once."
                )
            self._rows.put(task.id, task)

    def save(self, task: Task) -> None:
        """See `Tasks.save`."""
        self._rows.replace(task.id, task)

    def find(self, task: TaskId, *, lock: bool = False) -> Task | None:  # noqa: ARG002 - all is locked
        """See `Tasks.find`."""
        return self._rows.get(task)

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Task | None:
        """See `Tasks.find_for`."""
        return next(iter(self._rows.group("pair", (chunk, contributor))), None)

    def page(self, contributor: ContributorId, request: PageRequest, status: TaskStatus | None = None) -> Page[Task]:
        """See `Tasks.page`."""
        rows = (row for row in self._rows.group("contributor", contributor) if status in {None, row.status})
        return newest_first(rows, request, lambda row: row.leased_at)

    def held(self, contributor: ContributorId, now: datetime) -> int:
        """See `Tasks.held`."""
        rows = self._rows.group("contributor", contributor)
        return sum(row.status is TaskStatus.LEASED and row.lease_expires_at > now for row in rows)

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
