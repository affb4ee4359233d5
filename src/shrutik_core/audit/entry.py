"""An audit entry: who did what to what, when; never changed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import attrs

from shrutik_core.shared.ids import AuditEntryId, ContributorId


@attrs.frozen
class AuditEntry:
    """One thing that was done.

    Attributes:
        id: UUIDv7.
        at: UTC.
        actor: who did it; None for the system or an operator at the command line.
        action: dotted, past tense, e.g. ``contributor.role_changed``.
        subject: the id of what it was done to.
        facts: what else matters, without secrets or texts.
    """

    id: AuditEntryId
    at: datetime
    actor: ContributorId | None
    action: str
    subject: UUID
    facts: Mapping[str, object] = attrs.field(factory=dict)
