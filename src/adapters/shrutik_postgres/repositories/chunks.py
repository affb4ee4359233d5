"""The repository of chunks on PostgreSQL."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import ChunkId, CollectionId, RecordingId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.spans import Span
from shrutik_postgres.repositories.paging import by_index
from shrutik_postgres.repositories.places import free_at
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.transaction import Transaction, Values

# Written out, not as a parameter, so that the planner sees which partial index serves.
_VOTED = text("chunks.votes > 0")
# All that a chunk is made of; what is only for `Leases.offer` stays in the table.
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
        if lock and row:
            self._transaction.locked.add(chunk)
        return to_chunk(row) if row else None

    def page(self, recording: RecordingId, request: PageRequest) -> Page[Chunk]:
        """See `Chunks.page`."""
        within = select(*COLUMNS).where(chunks.c.recording == recording)
        return by_index(self._transaction, within, request, chunks.c.index, chunks.c.created_at, to_chunk)

    def ids_of(self, collection: CollectionId, after: ChunkId | None = None) -> Iterator[ChunkId]:
        """See `Chunks.ids_of`."""
        voted = select(chunks.c.id).where(chunks.c.collection == collection, _VOTED).order_by(chunks.c.id)
        behind = voted if after is None else voted.where(chunks.c.id > after)
        for row in self._transaction.stream(behind):
            yield ChunkId(row.id)


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
