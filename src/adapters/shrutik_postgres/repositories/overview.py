"""An overview of what the database holds, and of what was done in it: four statements, each by an index."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.collections.overview import Overview, OverviewDay, TranscriptionCounts
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.review.review import ReviewStatus
from shrutik_core.shared.ids import CollectionId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.task import TaskStatus
from shrutik_postgres.tables.recordings import COUNTED_SQL
from shrutik_postgres.transaction import Transaction

LIVING_SQL = f"status IN ('{ChunkStatus.OPEN}', '{ChunkStatus.IN_REVIEW}', '{ChunkStatus.SETTLED}')"

_RECORDINGS = "SELECT status, count(*) AS number FROM recordings {recordings} GROUP BY status"
_CHUNKS = f"""
SELECT status, count(*) AS number,
    coalesce(sum(votes) FILTER (WHERE status <> '{ChunkStatus.WITHDRAWN}'), 0) AS votes,
    coalesce(sum(greatest(wanted - votes, 0)) FILTER (WHERE status = '{ChunkStatus.OPEN}'), 0) AS wanted
FROM chunks {{chunks}} GROUP BY status"""
_LEASED = f"""
SELECT count(*) FROM tasks {{tasks_and}} status = '{TaskStatus.LEASED}' AND lease_expires_at > :now AND NOT gold"""
_LASTS = "(chunks.span_end - chunks.span_start) / chunks.sample_rate::float8"
# What was typed before is asked by the chunk, and what was settled since then by its last vote: the cost is that of
# what was done since, however much there was before.
_DAYS = f"""
WITH typed AS MATERIALIZED (
    SELECT chunk, contributor, transcriptions.created_at, gold
    FROM transcriptions JOIN chunks ON chunks.id = transcriptions.chunk
    {{chunks_and}} transcriptions.id >= :first AND transcriptions.created_at >= :since
), voted AS (
    SELECT chunk, min(created_at) AS begun, max(created_at) AS ended FROM typed WHERE NOT gold GROUP BY chunk
), decided AS MATERIALIZED (
    SELECT id, chunk, reviewer, decided_at, earlier_text FROM reviews
    {{reviews_and}} status = '{ReviewStatus.DECIDED}' AND decided_at >= :since
), done AS (
    SELECT created_at AS at, contributor AS person, CASE WHEN {COUNTED_SQL} THEN duration END AS recorded,
        NULL::float8 AS transcribed, NULL::float8 AS settled
    FROM recordings {{recordings_and}} id >= :first AND created_at >= :since
    UNION ALL SELECT created_at, contributor, NULL, NULL, NULL FROM typed
    UNION ALL SELECT decided_at, reviewer, NULL, NULL, NULL FROM decided
    UNION ALL SELECT begun, NULL, NULL, {_LASTS}, NULL
    FROM voted JOIN chunks ON chunks.id = voted.chunk WHERE chunks.{LIVING_SQL} AND NOT EXISTS (
        SELECT FROM transcriptions AS old WHERE old.chunk = voted.chunk AND NOT old.gold AND old.created_at < :since
    )
    UNION ALL SELECT ended, NULL, NULL, NULL, {_LASTS}
    FROM voted JOIN chunks ON chunks.id = voted.chunk
    WHERE chunks.status = '{ChunkStatus.SETTLED}' AND chunks.settled_by = '{Settler.CONSENSUS}'
    UNION ALL SELECT decided_at, NULL, NULL, NULL, {_LASTS}
    FROM decided JOIN chunks ON chunks.id = decided.chunk
    WHERE chunks.status = '{ChunkStatus.SETTLED}' AND chunks.settled_by = '{Settler.REVIEWER}'
    AND decided.earlier_text IS NULL AND NOT EXISTS (
        SELECT FROM reviews AS later WHERE later.chunk = decided.chunk AND later.id > decided.id
        AND later.earlier_text IS NULL AND later.status = '{ReviewStatus.DECIDED}'
    )
)
SELECT CAST(timezone('UTC', at) + CAST(:ahead AS interval) AS date) AS day, coalesce(sum(recorded), 0) AS recorded,
    coalesce(sum(transcribed), 0) AS transcribed, coalesce(sum(settled), 0) AS settled,
    count(DISTINCT person) AS people
FROM done GROUP BY day ORDER BY day"""
_STATEMENTS = {"recordings": _RECORDINGS, "chunks": _CHUNKS, "leased": _LEASED, "days": _DAYS}
_TABLES = ("recordings", "chunks", "tasks", "reviews")


def overview(
    transaction: Transaction, collection: CollectionId | None, since: datetime, now: datetime, ahead: timedelta
) -> Overview:
    """See `Activities.overview`."""
    values = {
        "collection": collection,
        "since": since,
        "first": PageRequest(created_after=since).first_id(),
        "now": now,
        "ahead": ahead,
    }

    def rows(sql: str) -> Any:  # noqa: ANN401 - rows of several shapes
        given = {name: value for name, value in values.items() if f":{name}" in sql}
        return transaction.all(text(sql).bindparams(**given))

    return _overview({name: rows(_of(sql, collection)) for name, sql in _STATEMENTS.items()})


def _of(sql: str, collection: CollectionId | None) -> str:
    """The statement about one collection, or about all."""
    one = {} if collection is None else {table: f"WHERE {table}.collection = :collection" for table in _TABLES}
    wheres = {table: one.get(table, "") for table in _TABLES}
    more = {f"{table}_and": f"{one[table]} AND" if one else "WHERE" for table in _TABLES}
    return sql.format(**wheres, **more)


def _overview(rows: dict[str, Any]) -> Overview:
    chunks = rows["chunks"]
    return Overview(
        recordings={RecordingStatus(row.status): row.number for row in rows["recordings"]},
        chunks={ChunkStatus(row.status): row.number for row in chunks},
        transcriptions=TranscriptionCounts(
            votes=int(sum(row.votes for row in chunks)),
            leased=rows["leased"][0][0],
            wanted=int(sum(row.wanted for row in chunks)),
        ),
        days=tuple(
            OverviewDay(row.day, float(row.recorded), float(row.transcribed), float(row.settled), row.people)
            for row in rows["days"]
        ),
    )
