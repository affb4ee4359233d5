"""The repository of receipts: what idempotency keys brought about."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from shrutik_core.shared.receipts import IdempotencyKey, Receipt


class Receipts(Protocol):
    """What idempotency keys brought about; one receipt for each person, operation and key."""

    def find(self, person: UUID, idempotency_key: IdempotencyKey, since: datetime) -> Receipt | None:
        """The receipt of the same person, operation and key made after ``since``.

        Where another unit of work is about to keep one, waits for its end: of two equal calls at the same time one acts
        and the other finds its receipt.
        """
        ...

    def keep_first(self, receipt: Receipt, since: datetime) -> Receipt | None:
        """Keep a receipt unless the same call has one that was made after ``since``: that one, or None if it is kept.

        Where another unit of work keeps one for the same call, waits for its end: of two equal calls at the same time
        one acts and the other finds its receipt.
        """
        ...

    def keep(self, receipt: Receipt) -> None:
        """Keep a receipt in place of an older one that ran out."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Delete up to ``most`` receipts made before the instant; how many that were."""
        ...
