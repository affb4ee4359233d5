"""The port of the devices and programs by which accounts were logged in to."""

from datetime import datetime
from typing import Protocol

from shrutik_core.people.device import Acquaintance
from shrutik_core.shared.ids import ContributorId


class KnownDevices(Protocol):
    """By which kinds of device each account was logged in to before."""

    def greet(self, contributor: ContributorId, device: str, now: datetime) -> Acquaintance:
        """Note that the account, which is locked, is logged in to by such a device; what was known of it until then.

        Args:
            contributor: whose account it is.
            device: from `device_of`.
            now: UTC.
        """
        ...

    def of_account(self, contributor: ContributorId) -> tuple[str, ...]:
        """Those that are known, in the order of their names."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Forget up to so many that were not used since; how many there were."""
        ...
