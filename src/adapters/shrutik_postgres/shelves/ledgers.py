"""The ledgers on PostgreSQL: receipts and the audit trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import Once, Receipt
from shrutik_postgres.shelves.paging import newest_first
from shrutik_postgres.tables.ledgers import audit_entries, receipts
from shrutik_postgres.transaction import Transaction

_KEY = (receipts.c.person, receipts.c.operation, receipts.c.key)


class PostgresReceipts:
    """`Receipts` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, person: UUID, once: Once, since: datetime) -> Receipt | None:
        """See `Receipts.find`."""
        self._transaction.alone("receipt", person, once.operation, once.key)
        wanted = select(receipts).where(
            receipts.c.person == person,
            receipts.c.operation == once.operation,
            receipts.c.key == once.key,
            receipts.c.created_at > since,
        )
        row = self._transaction.first(wanted)
        return _receipt(row) if row else None

    def keep(self, receipt: Receipt) -> None:
        """See `Receipts.keep`."""
        values = {
            "digest": receipt.once.digest,
            "subjects": list(receipt.subjects),
            "created_at": receipt.created_at,
        }
        statement = upsert(receipts).values(
            person=receipt.person, operation=receipt.once.operation, key=receipt.once.key, **values
        )
        self._transaction.run(statement.on_conflict_do_update(index_elements=_KEY, set_=values))

    def forget(self, before: datetime, most: int) -> int:
        """See `Receipts.forget`."""
        over = select(*_KEY).where(receipts.c.created_at < before).order_by(receipts.c.created_at).limit(most)
        statement = delete(receipts).where(tuple_(*_KEY).in_(over.with_for_update(skip_locked=True)))
        return self._transaction.run(statement)


class PostgresAuditTrail:
    """`AuditTrail` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, entry: AuditEntry) -> None:
        """See `AuditTrail.add`."""
        values = {
            "id": entry.id,
            "at": entry.at,
            "actor": entry.actor,
            "action": entry.action,
            "subject": entry.subject,
            "facts": dict(entry.facts),
        }
        self._transaction.add(insert(audit_entries), [values])

    def page(self, request: PageRequest, subject: UUID | None = None) -> Page[AuditEntry]:
        """See `AuditTrail.page`."""
        wanted = select(audit_entries)
        if subject is not None:
            wanted = wanted.where(audit_entries.c.subject == subject)
        return newest_first(self._transaction, wanted, request, audit_entries.c.id, _entry)


def _receipt(row: Row[Any]) -> Receipt:
    once = Once(operation=row.operation, key=row.key, digest=row.digest)
    return Receipt(person=row.person, once=once, subjects=tuple(row.subjects), created_at=row.created_at)


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(id=row.id, at=row.at, actor=row.actor, action=row.action, subject=row.subject, facts=row.facts)
