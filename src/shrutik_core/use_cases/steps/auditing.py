"""Keep an audit entry beside what was done, in the same unit of work."""

from datetime import datetime
from uuid import UUID

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.people.roles import Actor
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import AuditEntryId


def add_entry(
    uow: UnitOfWork, ids: IdSource, now: datetime, actor: Actor | None, action: str, subject: UUID, **facts: object
) -> None:
    """Keep who did what to what.

    Args:
        uow: that commits what was done too.
        ids: makes the entry's id.
        now: UTC.
        actor: who did it; None for an operator at the command line and for the system.
        action: dotted, past tense, e.g. ``contributor.role_changed``.
        subject: the id of what it was done to.
        facts: what else matters, without secrets, texts or addresses.
    """
    uow.audit.add(AuditEntry(AuditEntryId(ids.new()), now, actor.id if actor else None, action, subject, facts))
