"""The audit trail in memory."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import attrs

from shrutik_core.audit.chain import AuditHead, head_after, link
from shrutik_core.audit.entry import AuditEntry, plain_facts
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryAuditTrail:
    """`AuditTrail` in memory; an entry is linked at once, for there is one unit of work at a time."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.audit

    def add(self, entry: AuditEntry) -> None:
        """See `AuditTrail.add`."""
        self._rows.put(entry.id, link(entry, self.head()))

    def page(
        self,
        request: PageRequest,
        subject: UUID | None = None,
        *,
        actor: ContributorId | None = None,
        action: str | None = None,
    ) -> Page[AuditEntry]:
        """See `AuditTrail.page`."""
        rows = self._rows.all() if subject is None else self._rows.group("subject", subject)
        wanted = [row for row in rows if (actor is None or row.actor == actor) and action in {None, row.action}]
        return newest_first(wanted, request, lambda row: row.at)

    def chain(self, after: int, limit: int) -> Sequence[AuditEntry]:
        """See `AuditTrail.chain`."""
        later = (row for row in self._rows.all() if row.place.number > after)
        return sorted(later, key=lambda row: row.place.number)[:limit]

    def head(self) -> AuditHead:
        """See `AuditTrail.head`."""
        last = max(self._rows.all(), key=lambda row: row.place.number, default=None)
        return AuditHead() if last is None else head_after(last)

    def was_noted(
        self, action: str, subject: UUID, actor: ContributorId | None, since: datetime, **facts: object
    ) -> bool:
        """See `AuditTrail.was_noted`."""
        wanted = plain_facts(facts).items()
        return any(
            (row.action, row.actor) == (action, actor) and row.at >= since and wanted <= row.facts.items()
            for row in self._rows.group("subject", subject)
        )

    def forget_origins(self, before: datetime, limit: int) -> int:
        """See `AuditTrail.forget_origins`."""
        return self._forget(lambda row: row.at < before, limit)

    def forget_origins_of(self, actor: ContributorId) -> None:
        """See `AuditTrail.forget_origins_of`."""
        self._forget(lambda row: row.actor == actor, None)

    def _forget(self, concerned: Callable[[AuditEntry], bool], limit: int | None) -> int:
        found = [row for row in self._rows.all() if row.origin and concerned(row)][:limit]
        for row in found:
            self._rows.put(row.id, attrs.evolve(row, origin="", salt=b""))
        return len(found)
