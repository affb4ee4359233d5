"""The repository of chunks on PostgreSQL."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Uuid, all_, and_, exists, literal, or_, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, RecordingId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.spans import Span
from shrutik_postgres.repositories.paging import by_index
from shrutik_postgres.repositories.places import free_at
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.tasks import tasks
from shrutik_postgres.transaction import Transaction, Values

# Written out, not as parameters, so that the planner sees which partial index serves.
_OPEN = text(f"chunks.status = '{ChunkStatus.OPEN}'")
_VOTED = text("chunks.votes > 0")
# `assignment.urgency`, then the drawn order
_URGENCY = (chunks.c.votes.desc(), chunks.c.turn, chunks.c.id)
_FEWEST_CANDIDATES = 40
# All that a chunk is made of; what is only for `claim` stays in the table.
COLUMNS = tuple(column for column in chunks.c if column.name not in {"had", "free_at", "turn"})


class PostgresChunks:
    """`Chunks` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_all(self, chunks_: Iterable[Chunk]) -> None:
        """See `Chunks.add_all`."""
        statement = upsert(chunks).on_conflict_do_nothing(index_elements=[chunks.c.id])
        self._transaction.add_many(statement.returning(chunks.c.id), map(_new_values, chunks_))

    def save(self, chunk: Chunk) -> None:
        """See `Chunks.save`."""
        values = _values(chunk) | {"free_at": free_at(literal(chunk.wanted - chunk.votes))}
        self._transaction.change(update(chunks).where(chunks.c.id == chunk.id).values(values), "chunk")

    def find(self, chunk: ChunkId, *, lock: bool = False) -> Chunk | None:
        """See `Chunks.find`."""
        wanted = select(*COLUMNS).where(chunks.c.id == chunk)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return to_chunk(row) if row else None

    def page(self, recording: RecordingId, request: PageRequest) -> Page[Chunk]:
        """See `Chunks.page`."""
        within = select(*COLUMNS).where(chunks.c.recording == recording)
        return by_index(self._transaction, within, request, chunks.c.index, chunks.c.created_at, to_chunk)

    def claim(
        self, collection: CollectionId, contributor: ContributorId, own: SpeakerId, count: int, now: datetime
    ) -> tuple[Chunk, ...]:
        """See `Chunks.claim`.

        Looks for candidates in an index that holds all it asks, then locks them by id and asks again: lending a chunk
        changes its row (see `places`), so of two who found the same candidate the second does not get its last place.
        """
        offered = _offered(collection, contributor, own, now)
        claimed: list[Chunk] = []
        size, last = max(2 * count, _FEWEST_CANDIDATES), None
        while len(claimed) < count:
            candidates = self._candidates(offered, size, last)
            claimed += self._lock([row.id for row in candidates], offered, contributor, count - len(claimed))
            if len(candidates) < size:
                break
            last = candidates[-1]
        return tuple(claimed)

    def ids_of(self, collection: CollectionId, after: ChunkId | None = None) -> Iterator[ChunkId]:
        """See `Chunks.ids_of`."""
        voted = select(chunks.c.id).where(chunks.c.collection == collection, _VOTED).order_by(chunks.c.id)
        behind = voted if after is None else voted.where(chunks.c.id > after)
        for row in self._transaction.stream(behind):
            yield ChunkId(row.id)

    def _candidates(self, offered: ColumnElement[bool], size: int, last: Row[Any] | None) -> Sequence[Row[Any]]:
        wanted = select(chunks.c.id, chunks.c.votes, chunks.c.turn).where(offered)
        if last is not None:
            later = and_(chunks.c.votes == last.votes, tuple_(chunks.c.turn, chunks.c.id) > (last.turn, last.id))
            wanted = wanted.where(chunks.c.votes <= last.votes, or_(chunks.c.votes < last.votes, later))
        return self._transaction.all(wanted.order_by(*_URGENCY).limit(size))

    def _lock(
        self, ids: Sequence[ChunkId], offered: ColumnElement[bool], contributor: ContributorId, most: int
    ) -> list[Chunk]:
        # The row remembers those who had the chunk lately; this asks for all who ever had it.
        had = exists().where(tasks.c.chunk == chunks.c.id, tasks.c.contributor == contributor)
        wanted = select(*COLUMNS).where(chunks.c.id.in_(ids), offered, ~had).order_by(*_URGENCY).limit(most)
        return [
            to_chunk(row) for row in self._transaction.all(wanted.with_for_update(skip_locked=True, key_share=True))
        ]


def _offered(
    collection: CollectionId, contributor: ContributorId, own: SpeakerId, now: datetime
) -> ColumnElement[bool]:
    """What the index of open chunks can tell of `assignment.obstacle`."""
    return and_(
        chunks.c.collection == collection,
        _OPEN,
        chunks.c.free_at <= now,
        chunks.c.speaker != own,
        literal(contributor, Uuid) != all_(chunks.c.had),
    )


def _new_values(chunk: Chunk) -> Values:
    return {"id": chunk.id, **_values(chunk), "free_at": "infinity" if chunk.votes >= chunk.wanted else "-infinity"}


def _values(chunk: Chunk) -> dict[str, Any]:
    return {
        "recording": chunk.recording,
        "collection": chunk.collection,
        "speaker": chunk.speaker,
        "index": chunk.index,
        "span_start": chunk.span.start,
        "span_end": chunk.span.end,
        "sample_rate": chunk.sample_rate,
        "audio_key": chunk.audio.key,
        "audio_size": chunk.audio.size,
        "audio_sha256": chunk.audio.sha256,
        "created_at": chunk.created_at,
        "status": chunk.status.value,
        "wanted": chunk.wanted,
        "votes": chunk.votes,
        "skips": chunk.skips,
        "text": chunk.text,
        "confidence": chunk.confidence,
        "settled_by": chunk.settled_by.value if chunk.settled_by else None,
        "quality": dict(chunk.quality),
    }


def to_chunk(row: Row[Any]) -> Chunk:
    """The chunk of a row that has `COLUMNS`."""
    return Chunk(
        id=row.id,
        recording=row.recording,
        collection=row.collection,
        speaker=row.speaker,
        index=row._mapping["index"],  # noqa: SLF001 - public by its docs; row.index is a method of tuples
        span=Span(row.span_start, row.span_end),
        sample_rate=row.sample_rate,
        audio=StoredBlob(row.audio_key, row.audio_size, row.audio_sha256),
        created_at=row.created_at,
        status=ChunkStatus(row.status),
        wanted=row.wanted,
        votes=row.votes,
        skips=row.skips,
        text=row.text,
        confidence=row.confidence,
        settled_by=Settler(row.settled_by) if row.settled_by else None,
        quality=row.quality,
    )
