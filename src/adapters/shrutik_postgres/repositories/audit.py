"""The audit trail on PostgreSQL."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.audit import audit_entries
from shrutik_postgres.transaction import Transaction


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
        return newest_first(self._transaction, wanted, request, by_birth(audit_entries, "at"), _entry)


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(id=row.id, at=row.at, actor=row.actor, action=row.action, subject=row.subject, facts=row.facts)
