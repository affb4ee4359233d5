"""The audit trail in memory."""

from uuid import UUID

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryAuditTrail:
    """`AuditTrail` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.audit

    def add(self, entry: AuditEntry) -> None:
        """See `AuditTrail.add`."""
        self._rows.put(entry.id, entry)

    def page(self, request: PageRequest, subject: UUID | None = None) -> Page[AuditEntry]:
        """See `AuditTrail.page`."""
        rows = self._rows.all() if subject is None else self._rows.group("subject", subject)
        return newest_first(rows, request, lambda row: row.at)
