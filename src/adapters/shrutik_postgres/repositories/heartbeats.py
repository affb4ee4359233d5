"""The repositories of heartbeats and of periodic turns on PostgreSQL."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_postgres.tables.heartbeats import heartbeats, periodic_turns
from shrutik_postgres.transaction import Transaction


class PostgresHeartbeats:
    """`Heartbeats` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def keep(self, heartbeat: Heartbeat) -> None:
        """See `Heartbeats.keep`."""
        row = {
            "worker": heartbeat.worker,
            "host": heartbeat.host,
            "queues": list(heartbeat.queues),
            "threads": heartbeat.threads,
            "count": heartbeat.count,
        }
        statement = insert(heartbeats).values(row)
        self._transaction.run(statement.on_conflict_do_update(index_elements=["worker"], set_=row))

    def all(self) -> tuple[Heartbeat, ...]:
        """See `Heartbeats.all`."""
        rows = self._transaction.all(select(heartbeats).order_by(heartbeats.c.worker))
        return tuple(map(_heartbeat, rows))

    def forget(self, workers: Collection[UUID]) -> None:
        """See `Heartbeats.forget`."""
        self._transaction.run(delete(heartbeats).where(heartbeats.c.worker.in_(list(workers))))


class PostgresPeriodicTurns:
    """`PeriodicTurns` on PostgreSQL: one statement, whose row lock lets one of several callers have the turn."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def take(self, name: str, every: timedelta, now: datetime) -> bool:
        """See `PeriodicTurns.take`."""
        last = periodic_turns.c.taken_at
        statement = insert(periodic_turns).values(name=name, taken_at=now)
        taken = statement.on_conflict_do_update(
            index_elements=["name"], set_={"taken_at": now}, where=or_(last <= now - every, last > now)
        )
        return self._transaction.first(taken.returning(periodic_turns.c.name)) is not None


def _heartbeat(row: Row[Any]) -> Heartbeat:
    # A row has a method named count, too.
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's own name for it
    return Heartbeat(
        values["worker"], values["host"], tuple(values["queues"]), values["threads"], count=values["count"]
    )
