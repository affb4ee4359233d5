"""The port of the audit trail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shrutik_core.audit.chain import AuditHead
from shrutik_core.audit.entry import AuditEntry
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest


class AuditTrail(Protocol):
    """What was done; only ever added to, in one chain (see `shrutik_core.audit.chain`).

    Entries get their numbers and links when the unit of work is committed, in the order in which they were added and
    with none left out; of units of work that are committed at once, one waits for the other. Only the origins of
    entries can be forgotten.
    """

    def add(self, entry: AuditEntry) -> None:
        """Keep an entry, which has no link yet; lists show it after the commit."""
        ...

    def page(
        self,
        request: PageRequest,
        subject: UUID | None = None,
        *,
        actor: ContributorId | None = None,
        action: str | None = None,
    ) -> Page[AuditEntry]:
        """All, or those about one thing, by one account, or of one action, newest first."""
        ...

    def chain(self, after: int, limit: int) -> Sequence[AuditEntry]:
        """The entries with numbers above this one, in order of their numbers, and not more than the limit."""
        ...

    def head(self) -> AuditHead:
        """Where the chain ends; it is kept apart from the entries, so that one that was cut short is noticed."""
        ...

    def was_noted(
        self, action: str, subject: UUID, actor: ContributorId | None, since: datetime, **facts: object
    ) -> bool:
        """Whether such an entry, with these facts among its own, was kept at that instant or later."""
        ...

    def forget_origins(self, before: datetime, limit: int) -> int:
        """Forget the origins of entries from before that instant; how many there were, at most the limit."""
        ...

    def forget_origins_of(self, actor: ContributorId) -> None:
        """Forget where this account did things from."""
        ...
