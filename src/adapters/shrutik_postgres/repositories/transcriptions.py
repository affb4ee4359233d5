"""The repository of transcriptions on PostgreSQL."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, insert, select

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.ports.transcriptions import SettledClip
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import TaskStatus
from shrutik_core.transcription.transcription import Transcription
from shrutik_postgres.repositories import places
from shrutik_postgres.repositories.given import array, arrays, given_sql
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.prompts import collections
from shrutik_postgres.tables.tasks import transcriptions
from shrutik_postgres.transaction import Transaction, Values

_TYPES = {
    "id": "uuid",
    "task": "uuid",
    "chunk": "uuid",
    "contributor": "uuid",
    "text": "text",
    "created_at": "timestamptz",
    "late": "boolean",
    "gold": "boolean",
    "origin": "uuid",
    "took": "float8",
}
_COLUMNS = ", ".join(_TYPES)
_FREE_AT = places.FREE_AT_SQL.format(
    room="(chunks.wanted - chunks.votes - voted.votes)", leases=f"{places.LEASES_SQL} AND id <> ALL (voted.tasks)"
)
# Chunks are locked before. What a part of the statement changes no other part of it sees.
_HAND_IN = f"""
WITH {given_sql(_TYPES)},
kept AS (INSERT INTO transcriptions ({_COLUMNS}) SELECT {_COLUMNS} FROM given),
submitted AS (
    UPDATE tasks SET status = '{TaskStatus.SUBMITTED}', finished_at = given.created_at
    FROM given WHERE tasks.id = given.task
)
UPDATE chunks SET votes = chunks.votes + voted.votes, free_at = {_FREE_AT}
FROM (SELECT chunk, count(*) AS votes, array_agg(task) AS tasks FROM given WHERE NOT gold GROUP BY chunk) AS voted
WHERE chunks.id = voted.chunk
"""
_OF_TASKS = """
SELECT transcriptions.* FROM unnest(%(tasks)s::uuid[]) WITH ORDINALITY AS wanted (task, place)
JOIN tasks ON tasks.id = wanted.task
JOIN transcriptions ON transcriptions.chunk = tasks.chunk AND transcriptions.contributor = tasks.contributor
ORDER BY place
"""


class PostgresTranscriptions:
    """`Transcriptions` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, transcription: Transcription) -> None:
        """See `Transcriptions.add`."""
        self._transaction.add(insert(transcriptions), [_values(transcription)])

    def hand_in(self, transcriptions_: Sequence[Transcription]) -> None:
        """See `Transcriptions.hand_in`."""
        places.lock(self._transaction, (one.chunk for one in transcriptions_))
        rows = [_values(one) for one in transcriptions_]
        self._transaction.rows(_HAND_IN, arrays(rows, _TYPES))

    def of_tasks(self, tasks: Sequence[TaskId]) -> tuple[Transcription, ...]:
        """See `Transcriptions.of_tasks`."""
        rows = self._transaction.rows(_OF_TASKS, {"tasks": array(tasks)})
        return tuple(to_transcription(row) for row in rows)

    def of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.of_chunk`."""
        return self._oldest_first(chunk, gold=False)

    def gold_of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.gold_of_chunk`."""
        return self._oldest_first(chunk, gold=True)

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Transcription | None:
        """See `Transcriptions.find_for`."""
        wanted = select(transcriptions).where(
            transcriptions.c.chunk == chunk, transcriptions.c.contributor == contributor
        )
        row = self._transaction.first(wanted)
        return to_transcription(row) if row else None

    def settled_clips(self, contributor: ContributorId, language: str, most: int) -> tuple[SettledClip, ...]:
        """See `Transcriptions.settled_clips`."""
        own = transcriptions.alias("own")
        settled = (chunks.c.status == ChunkStatus.SETTLED.value, chunks.c.text != "")
        latest = (
            select(own.c.id, own.c.chunk, chunks.c.text)
            .join(chunks, chunks.c.id == own.c.chunk)
            .join(collections, collections.c.id == chunks.c.collection)
            .where(own.c.contributor == contributor, collections.c.language == language, *settled)
            .order_by(own.c.id.desc())
            .limit(most)
            .subquery("latest")
        )
        said = select(latest.c.id.label("own"), latest.c.text.label("settled"), transcriptions)
        beside = said.join(transcriptions, transcriptions.c.chunk == latest.c.chunk)
        rows = self._transaction.all(beside.order_by(latest.c.id.desc(), transcriptions.c.id))
        clips = (list(theirs) for _, theirs in groupby(rows, lambda row: row.own))
        return tuple(SettledClip(clip[0].settled, tuple(map(to_transcription, clip))) for clip in clips)

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Transcription]:
        """See `Transcriptions.page`."""
        theirs = select(transcriptions).where(transcriptions.c.contributor == contributor)
        return newest_first(
            self._transaction,
            theirs,
            request,
            by_birth(transcriptions),
            to_transcription,
        )

    def _oldest_first(self, chunk: ChunkId, *, gold: bool) -> tuple[Transcription, ...]:
        heard = select(transcriptions).where(transcriptions.c.chunk == chunk, transcriptions.c.gold.is_(gold))
        return tuple(to_transcription(row) for row in self._transaction.all(heard.order_by(transcriptions.c.id)))


def _values(transcription: Transcription) -> Values:
    return {
        "id": transcription.id,
        "task": transcription.task,
        "chunk": transcription.chunk,
        "contributor": transcription.contributor,
        "text": transcription.text,
        "created_at": transcription.created_at,
        "late": transcription.late,
        "gold": transcription.gold,
        "origin": transcription.origin,
        "took": transcription.took,
    }


def to_transcription(row: Row[Any]) -> Transcription:
    """The transcription of a whole row."""
    return Transcription(
        id=row.id,
        task=row.task,
        chunk=row.chunk,
        contributor=row.contributor,
        text=row.text,
        created_at=row.created_at,
        late=row.late,
        gold=row.gold,
        origin=row.origin,
        took=row.took,
    )
