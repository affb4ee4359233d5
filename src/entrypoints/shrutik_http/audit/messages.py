"""Messages about the audit trail."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

import attrs
from pydantic import Field

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.shared.pages import PageRequest
from shrutik_http.messages import Instant, Message, PageMessage, PageQuery, Text


class AuditQuery(PageQuery):
    """Which entries are wanted."""

    subject: Annotated[UUID | None, Field(description="Only what was done to this thing.")] = None
    actor: Annotated[UUID | None, Field(description="Only what this account did.")] = None
    action: Annotated[Text | None, Field(description="Only this, e.g. `contributor.role_changed`.")] = None
    before: Annotated[Instant | None, Field(description="Only what was done before this instant or date (UTC).")] = None

    @property
    def page(self) -> PageRequest:
        """Which page that is.

        Raises:
            Invalid: ``page_limit``.
        """
        return attrs.evolve(super().page, created_before=self.before)


class AuditMessage(Message):
    """One thing that was done."""

    id: UUID
    number: Annotated[int, Field(description="In the chain of all entries, from 1.")]
    at: datetime
    actor_id: Annotated[UUID | None, Field(description="Null for an operator at the command line and the system.")]
    action: str
    subject_id: UUID
    facts: dict[str, object]
    origin: Annotated[
        str, Field(description="Network of the caller; empty if there was none or it has been forgotten.")
    ]
    digest: Annotated[str, Field(description="SHA-256 that links the next entry to this one.")]

    @classmethod
    def of(cls, entry: AuditEntry) -> Self:
        """The entry."""
        return cls(
            id=entry.id,
            number=entry.place.number,
            at=entry.at,
            actor_id=entry.actor,
            action=entry.action,
            subject_id=entry.subject,
            facts=dict(entry.facts),
            origin=entry.origin,
            digest=entry.place.digest,
        )


class AuditPage(PageMessage[AuditMessage]):
    """Some entries, and where the next page begins."""
