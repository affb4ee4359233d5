"""The port of the audit trail."""

from typing import Protocol
from uuid import UUID

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.shared.pages import Page, PageRequest


class AuditTrail(Protocol):
    """What was done; only ever added to."""

    def add(self, entry: AuditEntry) -> None:
        """Keep an entry."""
        ...

    def page(self, request: PageRequest, subject: UUID | None = None) -> Page[AuditEntry]:
        """All, or those about one thing, newest first."""
        ...
