"""The audit trail on PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, exists, insert, select, text, update

from shrutik_core.audit.chain import AuditHead, head_after, link
from shrutik_core.audit.entry import AuditEntry, Link, plain_facts
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.audit import audit_entries, audit_head, audit_origins
from shrutik_postgres.transaction import Transaction

_ROWS = select(audit_entries, audit_origins.c.origin, audit_origins.c.salt).select_from(
    audit_entries.outerjoin(audit_origins, audit_entries.c.id == audit_origins.c.entry)
)


class PostgresAuditTrail:
    """`AuditTrail` on PostgreSQL; entries are linked and written when the unit of work is about to be committed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._waiting: list[AuditEntry] = []

    def begin(self) -> None:
        """Forget what an earlier unit of work did not commit."""
        self._waiting = []

    def add(self, entry: AuditEntry) -> None:
        """See `AuditTrail.add`."""
        self._waiting.append(entry)

    def write(self) -> None:
        """Link what was added, under the lock of the chain's end, which is held from here to the commit.

        All that the commit would check is checked before, so that whoever holds that lock waits for no other.
        """
        if not self._waiting:
            return
        self._transaction.run(text("SET CONSTRAINTS ALL IMMEDIATE"))
        head, linked = self._locked_head(), []
        for entry in self._waiting:
            linked.append(link(entry, head))
            head = head_after(linked[-1])
        self._transaction.run(insert(audit_entries).values([_values(entry) for entry in linked]))
        origins = [_origin_values(entry) for entry in linked if entry.origin]
        if origins:
            self._transaction.run(insert(audit_origins).values(origins))
        self._transaction.run(update(audit_head).values(number=head.number, digest=head.digest))
        self._waiting = []

    def page(
        self,
        request: PageRequest,
        subject: UUID | None = None,
        *,
        actor: ContributorId | None = None,
        action: str | None = None,
    ) -> Page[AuditEntry]:
        """See `AuditTrail.page`."""
        wanted = _ROWS
        for column, value in (("subject", subject), ("actor", actor), ("action", action)):
            if value is not None:
                wanted = wanted.where(audit_entries.c[column] == value)
        return newest_first(self._transaction, wanted, request, by_birth(audit_entries, "at"), _entry)

    def chain(self, after: int, limit: int) -> Sequence[AuditEntry]:
        """See `AuditTrail.chain`."""
        later = _ROWS.where(audit_entries.c.number > after).order_by(audit_entries.c.number).limit(limit)
        return [_entry(row) for row in self._transaction.all(later)]

    def head(self) -> AuditHead:
        """See `AuditTrail.head`."""
        return self._head(select(audit_head)) or AuditHead()

    def was_noted(
        self, action: str, subject: UUID, actor: ContributorId | None, since: datetime, **facts: object
    ) -> bool:
        """See `AuditTrail.was_noted`."""
        of = audit_entries.c
        wanted = exists().where(of.subject == subject, of.action == action, of.at >= since)
        wanted = wanted.where(of.actor.is_not_distinct_from(actor), of.facts.contains(plain_facts(facts)))
        first = PageRequest(created_after=since).first_id()
        return bool(self._transaction.scalar(select(wanted.where(of.id >= first))))

    def forget_origins(self, before: datetime, limit: int) -> int:
        """See `AuditTrail.forget_origins`."""
        of = audit_origins.c
        old = select(of.entry).where(of.at < before).order_by(of.at).limit(limit)
        return self._transaction.run(delete(audit_origins).where(of.entry.in_(old)))

    def forget_origins_of(self, actor: ContributorId) -> None:
        """See `AuditTrail.forget_origins_of`."""
        self._transaction.run(delete(audit_origins).where(audit_origins.c.actor == actor))

    def _locked_head(self) -> AuditHead:
        locked = select(audit_head).with_for_update()
        head = self._head(locked)
        if head is None:
            made = text("INSERT INTO audit_head (number, digest) VALUES (0, :digest) ON CONFLICT DO NOTHING")
            self._transaction.run(made.bindparams(digest=AuditHead().digest))
            head = self._head(locked) or AuditHead()
        return head

    def _head(self, statement: Select[Any]) -> AuditHead | None:
        row = self._transaction.first(statement)
        return None if row is None else AuditHead(row.number, row.digest)


def _values(entry: AuditEntry) -> dict[str, object]:
    place = entry.place
    return {
        "id": entry.id,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "facts": dict(entry.facts),
        "number": place.number,
        "previous": place.previous,
        "digest": place.digest,
        "origin_digest": place.origin_digest,
    }


def _origin_values(entry: AuditEntry) -> dict[str, object]:
    return {"entry": entry.id, "at": entry.at, "actor": entry.actor, "origin": entry.origin, "salt": entry.salt}


def _entry(row: Row[Any]) -> AuditEntry:
    place = Link(row.number, row.previous, row.digest, row.origin_digest)
    origin, salt = row.origin or "", bytes(row.salt or b"")
    return AuditEntry(row.id, row.at, row.actor, row.action, row.subject, row.facts, origin, salt, place)
