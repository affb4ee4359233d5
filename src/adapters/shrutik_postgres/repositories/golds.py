"""The repository of gold items on PostgreSQL."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, all_, delete, exists, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, SpeakerId
from shrutik_core.transcription.gold import MOST_HEARERS, Gold
from shrutik_postgres.repositories.chunks import COLUMNS, to_chunk
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.golds import gold_items
from shrutik_postgres.tables.tasks import tasks
from shrutik_postgres.transaction import Transaction

# Of one person's circle no more are looked at, however many of them they had.
_MOST_LOOKED_AT = 100
# Written out, so that the planner sees that the partial index serves.
_NOT_WORN = text(f"gold_items.lent < {MOST_HEARERS}")
_SETTLED = text(f"chunks.status = '{ChunkStatus.SETTLED}'")


class PostgresGolds:
    """`Golds` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, gold: Gold) -> None:
        """See `Golds.put`."""
        values = {
            "collection": gold.collection,
            "text": gold.text,
            "marked_by": gold.marked_by,
            "marked_at": gold.marked_at,
            "lent": gold.lent,
        }
        statement = upsert(gold_items).values(chunk=gold.chunk, **values)
        self._transaction.run(statement.on_conflict_do_update(index_elements=[gold_items.c.chunk], set_=values))

    def remove(self, chunk: ChunkId) -> None:
        """See `Golds.remove`."""
        self._transaction.run(delete(gold_items).where(gold_items.c.chunk == chunk))

    def find(self, chunk: ChunkId) -> Gold | None:
        """See `Golds.find`."""
        row = self._transaction.first(select(gold_items).where(gold_items.c.chunk == chunk))
        if row is None:
            return None
        return Gold(row.chunk, row.collection, row.text, row.marked_by, row.marked_at, row.lent)

    def offer(
        self, collection: CollectionId, contributor: ContributorId, own: SpeakerId, count: int, start: UUID
    ) -> tuple[Chunk, ...]:
        """See `Golds.offer`: from the start to the end of the order of ids, then from its beginning to the start."""
        offered: list[Chunk] = []
        for part in (gold_items.c.chunk >= start, gold_items.c.chunk < start):
            if len(offered) < count:
                within = select(gold_items.c.chunk).where(gold_items.c.collection == collection, _NOT_WORN, part)
                near = within.order_by(gold_items.c.chunk).limit(_MOST_LOOKED_AT).subquery()
                offered += self._lock(gold_items.c.chunk.in_(select(near)), contributor, own, count - len(offered))
        return tuple(offered)

    def lend(self, chunks_: Iterable[ChunkId]) -> None:
        """See `Golds.lend`."""
        lent = list(chunks_)
        if lent:
            statement = update(gold_items).where(gold_items.c.chunk.in_(lent))
            self._transaction.run(statement.values(lent=gold_items.c.lent + 1))

    def _lock(self, near: ColumnElement[bool], contributor: ContributorId, own: SpeakerId, most: int) -> list[Chunk]:
        had = exists().where(tasks.c.chunk == chunks.c.id, tasks.c.contributor == contributor)
        wanted = (
            select(*COLUMNS)
            .join(gold_items, gold_items.c.chunk == chunks.c.id)
            .where(near, _NOT_WORN, _SETTLED, chunks.c.speaker != own, gold_items.c.marked_by != contributor, ~had)
            # Lending writes the row, which is read anew once it is locked: of two who ask for one person one has it.
            .where(literal(contributor, Uuid) != all_(chunks.c.had))
            .order_by(chunks.c.id)
            .limit(most)
            .with_for_update(of=chunks, skip_locked=True, key_share=True)
        )
        return [to_chunk(row) for row in self._transaction.all(wanted)]
