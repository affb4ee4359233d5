"""The repository of receipts on PostgreSQL."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.shared.receipts import IdempotencyKey, Receipt
from shrutik_postgres.repositories.given import array
from shrutik_postgres.tables.receipts import receipts
from shrutik_postgres.transaction import Transaction

_KEY = (receipts.c.person, receipts.c.operation, receipts.c.key)

_KEEP_FIRST = """
INSERT INTO receipts AS kept (person, operation, key, digest, subjects, created_at)
VALUES (%(person)s, %(operation)s, %(key)s, %(digest)s, %(subjects)s::uuid[], %(created_at)s)
ON CONFLICT (person, operation, key) DO UPDATE
SET digest = excluded.digest, subjects = excluded.subjects, created_at = excluded.created_at
WHERE kept.created_at <= %(since)s
RETURNING key
"""
_FIRST = "SELECT * FROM receipts WHERE person = %(person)s AND operation = %(operation)s AND key = %(key)s"


class PostgresReceipts:
    """`Receipts` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, person: UUID, idempotency_key: IdempotencyKey, since: datetime) -> Receipt | None:
        """See `Receipts.find`."""
        self._transaction.alone("receipt", person, idempotency_key.operation, idempotency_key.key)
        wanted = select(receipts).where(
            receipts.c.person == person,
            receipts.c.operation == idempotency_key.operation,
            receipts.c.key == idempotency_key.key,
            receipts.c.created_at > since,
        )
        row = self._transaction.first(wanted)
        return _receipt(row) if row else None

    def keep_first(self, receipt: Receipt, since: datetime) -> Receipt | None:
        """See `Receipts.keep_first`: an insert waits for another of the same key, and says which of them came first."""
        key = receipt.idempotency_key
        values = {
            "person": receipt.person,
            "operation": key.operation,
            "key": key.key,
            "digest": key.digest,
            "subjects": array(receipt.subjects),
            "created_at": receipt.created_at,
            "since": since,
        }
        if self._transaction.rows(_KEEP_FIRST, values):
            return None
        first = self._transaction.rows(_FIRST, values)
        return _receipt(first[0]) if first else None

    def keep(self, receipt: Receipt) -> None:
        """See `Receipts.keep`."""
        values = {
            "digest": receipt.idempotency_key.digest,
            "subjects": list(receipt.subjects),
            "created_at": receipt.created_at,
        }
        statement = upsert(receipts).values(
            person=receipt.person,
            operation=receipt.idempotency_key.operation,
            key=receipt.idempotency_key.key,
            **values,
        )
        self._transaction.run(statement.on_conflict_do_update(index_elements=_KEY, set_=values))

    def forget(self, before: datetime, most: int) -> int:
        """See `Receipts.forget`."""
        over = select(*_KEY).where(receipts.c.created_at < before).order_by(receipts.c.created_at).limit(most)
        statement = delete(receipts).where(tuple_(*_KEY).in_(over.with_for_update(skip_locked=True)))
        return self._transaction.run(statement)


def _receipt(row: Row[Any]) -> Receipt:
    idempotency_key = IdempotencyKey(operation=row.operation, key=row.key, digest=row.digest)
    return Receipt(
        person=row.person, idempotency_key=idempotency_key, subjects=tuple(row.subjects), created_at=row.created_at
    )
