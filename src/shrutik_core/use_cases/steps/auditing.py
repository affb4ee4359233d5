"""Keep an audit entry beside what was done, in the same unit of work."""

from datetime import datetime
from uuid import UUID

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.audit.origins import network_of
from shrutik_core.people.roles import Actor
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import AuditEntryId


def add_entry(
    uow: UnitOfWork, ids: IdSource, now: datetime, actor: Actor | None, action: str, subject: UUID, **facts: object
) -> None:
    """Keep who did what to what, and the network that the actor called from.

    Args:
        uow: that commits what was done too.
        ids: makes the entry's id, and its salt.
        now: UTC.
        actor: who did it; None for an operator at the command line and for the system.
        action: dotted, past tense, e.g. ``contributor.role_changed``.
        subject: the id of what it was done to.
        facts: what else matters, without secrets, texts, names or addresses.
    """
    origin = network_of(actor.origin) if actor else ""
    salt = ids.new().bytes if origin else b""
    by = actor.id if actor else None
    uow.audit.add(AuditEntry(AuditEntryId(ids.new()), now, by, action, subject, facts, origin, salt))


def add_entry_once(
    uow: UnitOfWork,
    ids: IdSource,
    now: datetime,
    actor: Actor | None,
    action: str,
    subject: UUID,
    **facts: object,
) -> bool:
    """The same, unless such an entry with these facts was kept on this day (UTC) already; whether it is new.

    For what one account does many times over, such as using a key or downloading a file in parts.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if uow.audit.was_noted(action, subject, actor.id if actor else None, midnight, **facts):
        return False
    add_entry(uow, ids, now, actor, action, subject, **facts)
    return True
