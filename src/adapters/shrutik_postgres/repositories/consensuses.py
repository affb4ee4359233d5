"""The repository of consensus records on PostgreSQL."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.shared.ids import ChunkId
from shrutik_postgres.tables.chunks import consensuses
from shrutik_postgres.transaction import Transaction, Values


class PostgresConsensuses:
    """`Consensuses` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, record: ConsensusRecord) -> None:
        """See `Consensuses.put`."""
        values = values_of(record)
        statement = upsert(consensuses).values(values)
        changes = {name: value for name, value in values.items() if name != "chunk"}
        self._transaction.run(statement.on_conflict_do_update(index_elements=[consensuses.c.chunk], set_=changes))

    def find(self, chunk: ChunkId) -> ConsensusRecord | None:
        """See `Consensuses.find`."""
        row = self._transaction.first(select(consensuses).where(consensuses.c.chunk == chunk))
        if row is None:
            return None
        return ConsensusRecord(
            chunk=row.chunk,
            text=row.text,
            confidence=row.confidence,
            expected_wer=row.expected_wer,
            votes=row.votes,
            decision=row.decision,
            reasons=tuple(row.reasons),
            words=tuple(row.words),
            method=row.method,
            computed_at=row.computed_at,
        )


def values_of(record: ConsensusRecord) -> Values:
    """The whole row of a record."""
    return {
        "chunk": record.chunk,
        "text": record.text,
        "confidence": record.confidence,
        "expected_wer": record.expected_wer,
        "votes": record.votes,
        "decision": record.decision,
        "reasons": list(record.reasons),
        "words": [dict(word) for word in record.words],
        "method": record.method,
        "computed_at": record.computed_at,
    }
