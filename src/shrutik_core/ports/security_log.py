"""The port of the security log."""

from typing import Protocol
from uuid import UUID


class SecurityLog(Protocol):
    """Where security events are told, at once and whatever becomes of the call; see `shrutik_core.audit.security`."""

    def note(self, kind: str, subject: UUID | None, origin: str, **facts: object) -> None:
        """Tell of an event.

        Args:
            kind: out of `shrutik_core.audit.security.KINDS`.
            subject: the id of the account or session concerned; None if it is not known.
            origin: address of the caller, of which the network alone is told; empty if there is none.
            facts: codes, routes, ids and numbers.

        Raises:
            ValueError: if kind or facts are others: the program is wrong.
        """
        ...
