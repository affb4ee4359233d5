"""The repository of readings on PostgreSQL."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, text

from shrutik_core.metrics.amounts import CollectionAmount, CollectionAmounts
from shrutik_core.metrics.catalogue import BY_NAME
from shrutik_core.metrics.metric import GaugeReading, Metric
from shrutik_core.metrics.queues import TOLD, Backlog
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.task import TaskStatus
from shrutik_postgres.tables.readings import readings
from shrutik_postgres.transaction import Transaction

_BACKLOGS = f"""
SELECT kind, status, count(*) AS number, coalesce(
    extract(epoch FROM CAST(:now AS timestamptz) - min(due_at) FILTER (WHERE due_at <= :now)), 0
)::float8 AS oldest
FROM jobs WHERE status IN ({", ".join(f"'{one}'" for one in TOLD)}) GROUP BY kind, status"""
_LEASED = f"SELECT count(*) FROM tasks WHERE status = '{TaskStatus.LEASED}' AND lease_expires_at > :now"
_SUMS = """
SELECT collections.slug, collections.language, sums.status, sums.number, sums.seconds FROM (
    SELECT collection, status, count(*) AS number, coalesce(sum({lasts}), 0)::float8 AS seconds
    FROM {table} GROUP BY collection, status
) AS sums JOIN collections ON collections.id = sums.collection"""
_RECORDINGS = _SUMS.format(table="recordings", lasts="duration")
_CHUNKS = _SUMS.format(table="chunks", lasts="(span_end - span_start) / sample_rate::float8")
_PEOPLE = """
SELECT collections.slug, collections.language, '' AS status, count(*) AS number, 0.0::float8 AS seconds FROM (
    SELECT collection, contributor FROM recordings WHERE id >= :first AND created_at >= :since
    UNION SELECT chunks.collection, transcriptions.contributor
    FROM transcriptions JOIN chunks ON chunks.id = transcriptions.chunk
    WHERE transcriptions.id >= :first AND transcriptions.created_at >= :since
) AS active JOIN collections ON collections.id = active.collection GROUP BY collections.id"""


class PostgresReadings:
    """`Readings` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def backlogs(self, now: datetime) -> tuple[Backlog, ...]:
        """See `Readings.backlogs`."""
        rows = self._transaction.all(text(_BACKLOGS).bindparams(now=now))
        known = [row for row in rows if row.kind in set(JobKind)]  # others are a newer version's, beside this one
        return tuple(Backlog(JobKind(row.kind), JobStatus(row.status), row.number, row.oldest) for row in known)

    def leased(self, now: datetime) -> int:
        """See `Readings.leased`."""
        return int(self._transaction.scalar(text(_LEASED).bindparams(now=now)))

    def amounts(self, since: datetime) -> CollectionAmounts:
        """See `Readings.amounts`."""
        lately = {"since": since, "first": PageRequest(created_after=since).first_id()}
        return CollectionAmounts(
            recordings=self._sums(text(_RECORDINGS)),
            chunks=self._sums(text(_CHUNKS)),
            people=self._sums(text(_PEOPLE).bindparams(**lately)),
        )

    def keep(self, metrics: Collection[Metric], readings_: Collection[GaugeReading], now: datetime) -> None:
        """See `Readings.keep`."""
        self._transaction.run(delete(readings).where(readings.c.metric.in_([one.name for one in metrics])))
        rows = [
            {"metric": one.metric.name, "labels": list(one.values), "value": one.value, "read_at": now}
            for one in readings_
        ]
        if rows:
            self._transaction.run(insert(readings).values(rows))

    def kept(self) -> tuple[tuple[GaugeReading, datetime], ...]:
        """See `Readings.kept`."""
        found = (_reading(row) for row in self._transaction.all(select(readings).order_by("metric", "labels")))
        return tuple(one for one in found if one is not None)

    def _sums(self, statement: Any) -> tuple[CollectionAmount, ...]:  # noqa: ANN401 - text with or without parameters
        rows = self._transaction.all(statement)
        return tuple(CollectionAmount(row.slug, row.language, row.status, row.number, row.seconds) for row in rows)


def _reading(row: Row[Any]) -> tuple[GaugeReading, datetime] | None:
    metric = BY_NAME.get(row.metric)
    if metric is None or len(metric.labels) != len(row.labels):
        return None
    return GaugeReading(metric, tuple(row.labels), row.value), row.read_at
