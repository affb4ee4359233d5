"""The repository of gold items on PostgreSQL."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.shared.ids import ChunkId
from shrutik_core.transcription.gold import Gold
from shrutik_postgres.repositories.given import array
from shrutik_postgres.tables.golds import gold_items
from shrutik_postgres.transaction import Transaction

_FIND_ALL = """
SELECT gold_items.*, collections.language FROM gold_items JOIN collections ON collections.id = gold_items.collection
WHERE gold_items.chunk = ANY(%(chunks)s::uuid[])
"""


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
        return _gold(row) if row else None

    def find_all(self, chunks: Iterable[ChunkId]) -> Mapping[ChunkId, tuple[Gold, str]]:
        """See `Golds.find_all`."""
        rows = self._transaction.rows(_FIND_ALL, {"chunks": array(chunks)})
        return {row.chunk: (_gold(row), row.language) for row in rows}


def _gold(row: Row[Any]) -> Gold:
    return Gold(row.chunk, row.collection, row.text, row.marked_by, row.marked_at, row.lent)
