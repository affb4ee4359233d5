"""Devices by which accounts were logged in to, on PostgreSQL."""

from datetime import datetime

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.people.device import Acquaintance
from shrutik_core.shared.ids import ContributorId
from shrutik_postgres.tables.notices import known_devices
from shrutik_postgres.transaction import Transaction

_ROW = known_devices.c


class PostgresKnownDevices:
    """`KnownDevices` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def greet(self, contributor: ContributorId, device: str, now: datetime) -> Acquaintance:
        """See `KnownDevices.greet`."""
        known = self.of_account(contributor)
        statement = upsert(known_devices).values(contributor=contributor, device=device, used_at=now)
        about = ["contributor", "device"]
        self._transaction.run(statement.on_conflict_do_update(index_elements=about, set_={"used_at": now}))
        if not known:
            return Acquaintance.FIRST
        return Acquaintance.KNOWN if device in known else Acquaintance.STRANGE

    def of_account(self, contributor: ContributorId) -> tuple[str, ...]:
        """See `KnownDevices.of_account`."""
        theirs = select(_ROW.device).where(_ROW.contributor == contributor)
        return tuple(sorted(row.device for row in self._transaction.all(theirs)))

    def forget(self, before: datetime, most: int) -> int:
        """See `KnownDevices.forget`."""
        over = select(_ROW.contributor, _ROW.device).where(_ROW.used_at < before).limit(most)
        oldest = over.with_for_update(skip_locked=True)
        return self._transaction.run(delete(known_devices).where(tuple_(_ROW.contributor, _ROW.device).in_(oldest)))
