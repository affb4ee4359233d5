"""The repositories of heartbeats and of periodic turns in memory."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_memory.store import MemoryStore


class MemoryHeartbeats:
    """`Heartbeats` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.heartbeats

    def keep(self, heartbeat: Heartbeat) -> None:
        """See `Heartbeats.keep`."""
        self._rows.put(heartbeat.worker, heartbeat)

    def all(self) -> tuple[Heartbeat, ...]:
        """See `Heartbeats.all`."""
        return tuple(sorted(self._rows.all(), key=lambda row: row.worker))

    def forget(self, workers: Collection[UUID]) -> None:
        """See `Heartbeats.forget`."""
        for worker in workers:
            if self._rows.get(worker) is not None:
                self._rows.remove(worker)


class MemoryPeriodicTurns:
    """`PeriodicTurns` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.periodic_turns

    def take(self, name: str, every: timedelta, now: datetime) -> bool:
        """See `PeriodicTurns.take`."""
        last = self._rows.get(name)
        if last is not None and now - every < last <= now:
            return False
        self._rows.put(name, now)
        return True
