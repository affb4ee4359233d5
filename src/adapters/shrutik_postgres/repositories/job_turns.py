"""Whose turn it is among jobs, asked of PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, func, outerjoin, select, text, union_all

from shrutik_core.shared.job_kinds import JobKind
from shrutik_postgres.tables.jobs import jobs

# Written out, not as a parameter, so that the planner sees which partial index serves.
WAITING = text("jobs.status = 'waiting'")
_KINDS = ", ".join(f"'{kind}'" for kind in JobKind)
KNOWN = text(f"jobs.kind IN ({_KINDS})")
"""Of a kind that this version knows: what a newer one, which runs beside it, made due is left to that one."""


def due(kind: JobKind, now: datetime) -> tuple[ColumnElement[bool] | TextClause, ...]:
    """The conditions of a job of the kind that waits, is due, and was not sent."""
    return jobs.c.kind == kind.value, WAITING, jobs.c.sent_at.is_(None), jobs.c.due_at <= now


def turns_of(kind: JobKind, now: datetime) -> Select[Any]:
    """The id, turn and place of each job that is due, as `by_turn` has it."""
    begun = jobs.alias("begun")
    # One list of statuses for each index: what runs, and what was sent and waits.
    running = select(begun.c.person).where(begun.c.kind == kind.value, text("begun.status = 'running'"))
    sent = select(begun.c.person).where(
        begun.c.kind == kind.value, text("begun.status = 'waiting'"), begun.c.sent_at.is_not(None)
    )
    under_way = union_all(running, sent).subquery("under_way")
    busy = select(under_way.c.person, func.count().label("jobs")).group_by(under_way.c.person).subquery("busy")
    ready = jobs.c.created_at + jobs.c.weight * text("interval '1 second'")
    place = func.row_number().over(partition_by=jobs.c.person, order_by=(ready, jobs.c.id))
    turn = (place - 1 + func.coalesce(busy.c.jobs, 0)).label("turn")
    # Compared as equal, so that they are joined by their hashes: IS NOT DISTINCT FROM compares each with each.
    joined = outerjoin(jobs, busy, _somebody(jobs.c.person) == _somebody(busy.c.person))
    return select(jobs.c.id, turn, ready.label("ready")).select_from(joined).where(*due(kind, now))


def _somebody(person: ColumnElement[Any]) -> ColumnElement[Any]:
    """The person, or for none of them an id that nobody has."""
    return func.coalesce(person, text("'00000000-0000-0000-0000-000000000000'::uuid"))
