"""The repository of decisions on PostgreSQL: one statement for each table, however many chunks there are."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import CollectionAggregate, Uuid, and_, any_, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.ports.decisions import DecidedChunk, Taken, Undecided
from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ChunkId, CollectionId, RecordingId
from shrutik_core.transcription.task import TaskStatus
from shrutik_core.transcription.transcription import Transcription
from shrutik_postgres.repositories import consensuses as consensus_rows
from shrutik_postgres.repositories import reviews as review_rows
from shrutik_postgres.repositories.chunks import COLUMNS, to_chunk
from shrutik_postgres.repositories.documents import recordset
from shrutik_postgres.repositories.places import free_at
from shrutik_postgres.repositories.prompts import to_collection
from shrutik_postgres.repositories.transcriptions import to_transcription
from shrutik_postgres.tables.chunks import chunks, consensuses
from shrutik_postgres.tables.prompts import collections, prompts
from shrutik_postgres.tables.recordings import recordings
from shrutik_postgres.tables.reviews import reviews
from shrutik_postgres.tables.tasks import tasks, transcriptions
from shrutik_postgres.transaction import Transaction, Values

# What a decision may change of a chunk.
_DECIDED = (chunks.c.status, chunks.c.wanted, chunks.c.text, chunks.c.confidence, chunks.c.settled_by)


class PostgresDecisions:
    """`Decisions` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def take(self, chunks: Iterable[ChunkId], *, wait: bool = False) -> Taken:
        """See `Decisions.take`; what is read after the lock is what was committed until then."""
        wanted = sorted(set(chunks))
        locked = self._locked(wanted, wait=wait)
        absent = set(wanted) - {chunk.id for chunk in locked}
        within = self._collections({chunk.collection for chunk in locked})
        witnesses = {one.id for one in within.values() if one.policies.consensus.witness}
        prompts_ = self._prompts({chunk.recording for chunk in locked if chunk.collection in witnesses})
        typed = self._transcriptions([chunk.id for chunk in locked])
        cases = tuple(
            Undecided(chunk, within[chunk.collection], typed.get(chunk.id, ()), prompts_.get(chunk.recording))
            for chunk in locked
        )
        return Taken(cases, self._there(absent) if absent and not wait else frozenset())

    def keep(self, outcomes: Sequence[DecidedChunk], now: datetime) -> None:
        """See `Decisions.keep`; leases end before the chunks' free places are counted."""
        if outcomes:
            self._keep_records(outcomes)
            self._end_leases([outcome.chunk.id for outcome in outcomes if outcome.ends_leases], now)
            self._queue([outcome for outcome in outcomes if outcome.review is not None])
            self._keep_chunks([outcome.chunk for outcome in outcomes])

    def _locked(self, wanted: Sequence[ChunkId], *, wait: bool) -> list[Chunk]:
        found = select(*COLUMNS).where(chunks.c.id == _any(wanted)).order_by(chunks.c.id)
        rows = self._transaction.all(found.with_for_update(skip_locked=not wait, key_share=True))
        return [to_chunk(row) for row in rows]

    def _there(self, absent: Iterable[ChunkId]) -> frozenset[ChunkId]:
        found = select(chunks.c.id).where(chunks.c.id == _any(absent))
        return frozenset(ChunkId(row.id) for row in self._transaction.all(found))

    def _collections(self, ids: set[CollectionId]) -> dict[CollectionId, Collection]:
        found = map(to_collection, self._transaction.all(select(collections).where(collections.c.id == _any(ids))))
        known = {one.id: one for one in found}
        if ids - known.keys():
            raise Missing("collection_missing", "Its collection is gone.")
        return known

    def _prompts(self, ids: set[RecordingId]) -> dict[RecordingId, str]:
        if not ids:
            return {}
        script = and_(prompts.c.id == recordings.c.prompt, prompts.c.kind == PromptKind.TEXT.value)
        said = select(recordings.c.id, prompts.c.text).join(prompts, script)
        return {
            RecordingId(row.id): row.text for row in self._transaction.all(said.where(recordings.c.id == _any(ids)))
        }

    def _transcriptions(self, ids: Sequence[ChunkId]) -> dict[ChunkId, tuple[Transcription, ...]]:
        votes = select(transcriptions).where(transcriptions.c.chunk == _any(ids), transcriptions.c.gold.is_(False))
        rows = self._transaction.all(votes.order_by(transcriptions.c.chunk, transcriptions.c.id))
        return {chunk: tuple(map(to_transcription, theirs)) for chunk, theirs in groupby(rows, lambda row: row.chunk)}

    def _keep_records(self, outcomes: Sequence[DecidedChunk]) -> None:
        values = [consensus_rows.values_of(outcome.record) for outcome in outcomes]
        new = recordset(values, list(consensuses.c))
        statement = upsert(consensuses).from_select([one.name for one in consensuses.c], select(new))
        changes = {one.name: statement.excluded[one.name] for one in consensuses.c if not one.primary_key}
        self._transaction.run(statement.on_conflict_do_update(index_elements=[consensuses.c.chunk], set_=changes))

    def _end_leases(self, ids: Sequence[ChunkId], now: datetime) -> None:
        if ids:
            leased = tasks.c.status == TaskStatus.LEASED.value
            ended = update(tasks).where(tasks.c.chunk == _any(ids), leased, tasks.c.gold.is_(False))
            self._transaction.run(ended.values(status=TaskStatus.CANCELLED.value, finished_at=now))

    def _queue(self, outcomes: Sequence[DecidedChunk]) -> None:
        values = [review_rows.values_of(outcome.review) for outcome in outcomes if outcome.review is not None]
        if values:
            new = recordset(values, list(reviews.c))
            statement = upsert(reviews).from_select([one.name for one in reviews.c], select(new))
            self._transaction.run(statement.on_conflict_do_nothing())

    def _keep_chunks(self, decided: Sequence[Chunk]) -> None:
        new = recordset(map(_values, decided), [chunks.c.id, *_DECIDED])
        changes = {one.name: new.c[one.name] for one in _DECIDED}
        # A row that stays as it is is not written: most of a recomputation changes little.
        differs = or_(*(one.is_distinct_from(new.c[one.name]) for one in _DECIDED))
        statement = update(chunks).where(chunks.c.id == new.c.id, differs)
        self._transaction.run(statement.values(**changes, free_at=free_at(new.c.wanted - chunks.c.votes)))


def _any(ids: Iterable[UUID]) -> CollectionAggregate[bool]:
    return any_(literal(list(ids), ARRAY(Uuid)))


def _values(chunk: Chunk) -> Values:
    return {
        "id": chunk.id,
        "status": chunk.status.value,
        "wanted": chunk.wanted,
        "text": chunk.text,
        "confidence": chunk.confidence,
        "settled_by": chunk.settled_by.value if chunk.settled_by else None,
    }
