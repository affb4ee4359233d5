"""Devices by which accounts were logged in to, in memory."""

from datetime import datetime

from shrutik_core.people.device import Acquaintance
from shrutik_core.shared.ids import ContributorId
from shrutik_memory.notice_rows import KnownDevice
from shrutik_memory.store import MemoryStore


class MemoryKnownDevices:
    """`KnownDevices` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.known_devices

    def greet(self, contributor: ContributorId, device: str, now: datetime) -> Acquaintance:
        """See `KnownDevices.greet`."""
        known = {row.device for row in self._rows.group("contributor", contributor)}
        self._rows.put((contributor, device), KnownDevice(contributor, device, now))
        if not known:
            return Acquaintance.FIRST
        return Acquaintance.KNOWN if device in known else Acquaintance.STRANGE

    def of_account(self, contributor: ContributorId) -> tuple[str, ...]:
        """See `KnownDevices.of_account`."""
        return tuple(sorted(row.device for row in self._rows.group("contributor", contributor)))

    def forget(self, before: datetime, most: int) -> int:
        """See `KnownDevices.forget`."""
        over = [row for row in self._rows.all() if row.used_at < before][:most]
        for row in over:
            self._rows.remove((row.contributor, row.device))
        return len(over)
