"""The repository of heartbeats."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from shrutik_core.shared.heartbeats import Heartbeat


class Heartbeats(Protocol):
    """Which processes do jobs, by their last beats."""

    def keep(self, heartbeat: Heartbeat) -> None:
        """Keep it in place of the process's last one."""
        ...

    def all(self) -> tuple[Heartbeat, ...]:
        """The last of each process, in the order of their ids."""
        ...

    def forget(self, workers: Collection[UUID]) -> None:
        """Forget these processes; nothing happens to those that are not there."""
        ...
