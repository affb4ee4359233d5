"""The repository of what people report of clips, on PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.review.report import ClipReport
from shrutik_core.shared.ids import ChunkId, ClipReportId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.clip_reports import clip_reports
from shrutik_postgres.transaction import Transaction

_WAITING = clip_reports.c.answered_at.is_(None)


class PostgresClipReports:
    """`ClipReports` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, report: ClipReport) -> None:
        """See `ClipReports.put`."""
        values = {
            "id": report.id,
            "chunk": report.chunk,
            "contributor": report.contributor,
            "reason": report.reason,
            "reported_at": report.reported_at,
            "answered_at": report.answered_at,
        }
        statement = upsert(clip_reports).values(values)
        self._transaction.run(statement.on_conflict_do_update(index_elements=[clip_reports.c.id], set_=values))

    def find(self, chunk: ChunkId, contributor: ContributorId) -> ClipReport | None:
        """See `ClipReports.find`."""
        theirs = clip_reports.c.chunk == chunk, clip_reports.c.contributor == contributor
        row = self._transaction.first(select(clip_reports).where(*theirs))
        return _report(row) if row else None

    def waiting(self, chunk: ChunkId) -> tuple[ClipReport, ...]:
        """See `ClipReports.waiting`."""
        about = select(clip_reports).where(clip_reports.c.chunk == chunk, _WAITING)
        return tuple(_report(row) for row in self._transaction.all(about.order_by(clip_reports.c.id)))

    def count_waiting(self, contributor: ContributorId) -> int:
        """See `ClipReports.count_waiting`."""
        theirs = select(func.count()).select_from(clip_reports).where(clip_reports.c.contributor == contributor)
        return int(self._transaction.scalar(theirs.where(_WAITING)))

    def answer(self, chunk: ChunkId, now: datetime) -> None:
        """See `ClipReports.answer`."""
        waiting = clip_reports.c.chunk == chunk, _WAITING
        self._transaction.run(update(clip_reports).where(*waiting).values(answered_at=now))

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[ClipReport]:
        """See `ClipReports.page`."""
        theirs = select(clip_reports).where(clip_reports.c.contributor == contributor)
        return newest_first(self._transaction, theirs, request, by_birth(clip_reports, "reported_at"), _report)


def is_reported(chunk: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a report of this chunk waits for a reviewer."""
    return exists().where(clip_reports.c.chunk == chunk, _WAITING)


def _report(row: Row[Any]) -> ClipReport:
    return ClipReport(ClipReportId(row.id), row.chunk, row.contributor, row.reason, row.reported_at, row.answered_at)
