"""The ledgers in memory: receipts and the audit trail."""

from datetime import datetime
from uuid import UUID

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import Once, Receipt
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryReceipts:
    """`Receipts` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.receipts

    def find(self, person: UUID, once: Once, since: datetime) -> Receipt | None:
        """See `Receipts.find`."""
        receipt = self._rows.get(_key(person, once))
        return receipt if receipt is not None and receipt.created_at > since else None

    def keep(self, receipt: Receipt) -> None:
        """See `Receipts.keep`."""
        self._rows.put(_key(receipt.person, receipt.once), receipt)

    def forget(self, before: datetime, most: int) -> int:
        """See `Receipts.forget`."""
        over = [row for row in self._rows.all() if row.created_at < before][:most]
        for receipt in over:
            self._rows.remove(_key(receipt.person, receipt.once))
        return len(over)


class MemoryAuditTrail:
    """`AuditTrail` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.audit

    def add(self, entry: AuditEntry) -> None:
        """See `AuditTrail.add`."""
        self._rows.put(entry.id, entry)

    def page(self, request: PageRequest, subject: UUID | None = None) -> Page[AuditEntry]:
        """See `AuditTrail.page`."""
        return newest_first(self._rows.all() if subject is None else self._rows.group("subject", subject), request)


def _key(person: UUID, once: Once) -> tuple[UUID, str, str]:
    return person, once.operation, once.key
