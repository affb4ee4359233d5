"""The repository of receipts in memory."""

from datetime import datetime
from uuid import UUID

from shrutik_core.shared.receipts import IdempotencyKey, Receipt
from shrutik_memory.store import MemoryStore


class MemoryReceipts:
    """`Receipts` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.receipts

    def find(self, person: UUID, idempotency_key: IdempotencyKey, since: datetime) -> Receipt | None:
        """See `Receipts.find`."""
        receipt = self._rows.get(_key(person, idempotency_key))
        return receipt if receipt is not None and receipt.created_at > since else None

    def keep_first(self, receipt: Receipt, since: datetime) -> Receipt | None:
        """See `Receipts.keep_first`."""
        before = self.find(receipt.person, receipt.idempotency_key, since)
        if before is None:
            self.keep(receipt)
        return before

    def keep(self, receipt: Receipt) -> None:
        """See `Receipts.keep`."""
        self._rows.put(_key(receipt.person, receipt.idempotency_key), receipt)

    def forget(self, before: datetime, most: int) -> int:
        """See `Receipts.forget`."""
        over = [row for row in self._rows.all() if row.created_at < before][:most]
        for receipt in over:
            self._rows.remove(_key(receipt.person, receipt.idempotency_key))
        return len(over)


def _key(person: UUID, idempotency_key: IdempotencyKey) -> tuple[UUID, str, str]:
    return person, idempotency_key.operation, idempotency_key.key
