"""The repository of what people report of clips, in memory."""

from datetime import datetime

import attrs

from shrutik_core.review.report import ClipReport
from shrutik_core.shared.ids import ChunkId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryClipReports:
    """`ClipReports` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.clip_reports

    def put(self, report: ClipReport) -> None:
        """See `ClipReports.put`."""
        self._rows.put(report.id, report)

    def find(self, chunk: ChunkId, contributor: ContributorId) -> ClipReport | None:
        """See `ClipReports.find`."""
        return next((row for row in self._rows.group("chunk", chunk) if row.contributor == contributor), None)

    def waiting(self, chunk: ChunkId) -> tuple[ClipReport, ...]:
        """See `ClipReports.waiting`."""
        return tuple(sorted((row for row in self._rows.group("chunk", chunk) if row.waits), key=lambda row: row.id))

    def count_waiting(self, contributor: ContributorId) -> int:
        """See `ClipReports.count_waiting`."""
        return sum(row.waits for row in self._rows.group("contributor", contributor))

    def answer(self, chunk: ChunkId, now: datetime) -> None:
        """See `ClipReports.answer`."""
        for row in self.waiting(chunk):
            self._rows.put(row.id, attrs.evolve(row, answered_at=now))

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[ClipReport]:
        """See `ClipReports.page`."""
        return newest_first(self._rows.group("contributor", contributor), request, lambda row: row.reported_at)
