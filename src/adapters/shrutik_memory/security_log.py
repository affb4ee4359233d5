"""The security log in memory."""

from uuid import UUID

from shrutik_core.audit.origins import network_of
from shrutik_core.audit.security import SecurityEvent


class MemorySecurityLog:
    """`SecurityLog` that collects events.

    Attributes:
        events: in the order in which they were told.
    """

    def __init__(self) -> None:
        self.events: list[SecurityEvent] = []

    def note(self, kind: str, subject: UUID | None, origin: str, **facts: object) -> None:
        """See `SecurityLog.note`."""
        self.events.append(SecurityEvent(kind, subject, network_of(origin), facts))
