"""Places: whether a chunk has room for another voice, written on it so that `Leases.offer` reads one table alone.

A chunk wants some number of voices; those it has, and leases that have not run out (but for those of gold items, whose
answers are not votes), take its places. ``chunks.free_at``
is the instant from which on it has a free one: the k-th latest end of its leases, where k is the number of places that
votes leave; long ago if there are fewer leases than that, and never if votes leave none. Leases that run out
change nothing in it, so it stays right as time passes.

Whoever changes a lease locks its chunk first, then the task: with that one order nobody waits in a ring, and no
transaction computes ``free_at`` from leases that another is about to change.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Uuid, any_, case, func, literal, literal_column, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.transcription.task import TaskStatus
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.tasks import tasks
from shrutik_postgres.transaction import Transaction

# That many stand in the row and its index, which have room for about 150; `Leases.offer` asks the tasks for the others.
LATEST_HOLDERS = 64

_LONG_AGO: ColumnElement[Any] = literal_column("'-infinity'::timestamptz", DateTime(timezone=True))
_NEVER: ColumnElement[Any] = literal_column("'infinity'::timestamptz", DateTime(timezone=True))


# The same for a statement that changes votes or leases itself, which does not see what it changes: `room` says how many
# places votes leave then, and `leases` which leases there are then.
FREE_AT_SQL = """
CASE WHEN {room} <= 0 THEN 'infinity' ELSE coalesce((
    SELECT lease_expires_at FROM ({leases}) AS leases ORDER BY lease_expires_at DESC OFFSET {room} - 1 LIMIT 1
), '-infinity') END"""
# Kept apart, so that the leases of a chunk are found by the chunk, however few leases the planner believes there are.
LEASES_SQL = f"""
    SELECT lease_expires_at FROM (SELECT * FROM tasks WHERE tasks.chunk = chunks.id OFFSET 0) AS theirs
    WHERE status = '{TaskStatus.LEASED}' AND NOT gold"""


def free_at(room: ColumnElement[int]) -> ColumnElement[Any]:
    """From when on the chunk of the row has a free place, if its votes leave it ``room`` places."""
    ends = (
        select(tasks.c.lease_expires_at)
        .where(tasks.c.chunk == chunks.c.id, tasks.c.status == TaskStatus.LEASED.value, tasks.c.gold.is_(False))
        .order_by(tasks.c.lease_expires_at.desc())
        .offset(func.greatest(room, 1) - 1)
        .limit(1)
        .correlate(chunks)
        .scalar_subquery()
    )
    return case((room <= 0, _NEVER), else_=func.coalesce(ends, _LONG_AGO))


def lock(transaction: Transaction, chunk_ids: Iterable[UUID]) -> None:
    """Let nobody else change these chunks or their leases until the end of the transaction."""
    new = set(chunk_ids) - transaction.locked
    if new:
        wanted = select(chunks.c.id).where(chunks.c.id == any_(literal(list(new), ARRAY(Uuid)))).order_by(chunks.c.id)
        transaction.all(wanted.with_for_update(key_share=True))
        transaction.locked |= new


def recompute(transaction: Transaction, chunk: UUID) -> None:
    """Write down anew from when on this chunk, which is locked and whose leases changed, has a free place."""
    changed = update(chunks).where(chunks.c.id == chunk)
    transaction.run(changed.values(free_at=free_at(chunks.c.wanted - chunks.c.votes)))
