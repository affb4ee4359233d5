"""The repository of readings in memory."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.metrics.amounts import CollectionAmount, CollectionAmounts
from shrutik_core.metrics.catalogue import BY_NAME
from shrutik_core.metrics.metric import GaugeReading, Metric
from shrutik_core.metrics.queues import TOLD, Backlog
from shrutik_core.recordings.recording import Recording
from shrutik_core.transcription.task import TaskStatus
from shrutik_memory.overview import seconds_of
from shrutik_memory.store import MemoryStore

T = TypeVar("T", Recording, Chunk)


class MemoryReadings:
    """`Readings` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows = store.readings

    def backlogs(self, now: datetime) -> tuple[Backlog, ...]:
        """See `Readings.backlogs`."""
        jobs = [job for status in TOLD for job in self._store.jobs.group("status", status)]
        numbers = Counter((job.kind, job.status) for job in jobs)
        waited = defaultdict(list)
        for job in jobs:
            waited[job.kind, job.status].append((now - job.due_at).total_seconds())
        return tuple(
            Backlog(kind, status, number, max(0.0, *waited[kind, status]))
            for (kind, status), number in sorted(numbers.items())
        )

    def leased(self, now: datetime) -> int:
        """See `Readings.leased`."""
        return sum(task.lease_expires_at > now for task in self._store.tasks.group("status", TaskStatus.LEASED))

    def amounts(self, since: datetime) -> CollectionAmounts:
        """See `Readings.amounts`."""
        return CollectionAmounts(
            recordings=self._sums(self._store.recordings.all(), seconds_of),
            chunks=self._sums(self._store.chunks.all(), lambda chunk: chunk.duration),
            people=self._people(since),
        )

    def keep(self, metrics: Collection[Metric], readings: Collection[GaugeReading], now: datetime) -> None:
        """See `Readings.keep`."""
        names = {one.name for one in metrics}
        for reading, _ in list(self._rows.all()):
            if reading.metric.name in names:
                self._rows.remove((reading.metric.name, reading.values))
        for one in readings:
            self._rows.put((one.metric.name, one.values), (one, now))

    def kept(self) -> tuple[tuple[GaugeReading, datetime], ...]:
        """See `Readings.kept`."""
        known = [row for row in self._rows.all() if row[0].metric.name in BY_NAME]
        return tuple(sorted(known, key=lambda row: (row[0].metric.name, row[0].values)))

    def _sums(self, rows: Iterable[T], lasts: Callable[[T], float]) -> tuple[CollectionAmount, ...]:
        sums: dict[tuple[UUID, str], list[float]] = defaultdict(list)
        for row in rows:
            sums[row.collection, row.status.value].append(lasts(row))
        return tuple(
            self._amount(collection, status, len(lengths), sum(lengths))
            for (collection, status), lengths in sums.items()
        )

    def _people(self, since: datetime) -> tuple[CollectionAmount, ...]:
        active: dict[UUID, set[UUID]] = defaultdict(set)
        for recording in self._store.recordings.all():
            if recording.created_at >= since:
                active[recording.collection].add(recording.contributor)
        for text in self._store.transcriptions.all():
            chunk = self._store.chunks.get(text.chunk)
            if chunk is not None and text.created_at >= since:
                active[chunk.collection].add(text.contributor)
        return tuple(self._amount(collection, "", len(people), 0.0) for collection, people in active.items())

    def _amount(self, collection: UUID, status: str, number: int, seconds: float) -> CollectionAmount:
        found = self._store.collections.get(collection)
        slug, language = (found.slug, found.language) if found else ("", "")
        return CollectionAmount(slug, language, status, number, seconds)
