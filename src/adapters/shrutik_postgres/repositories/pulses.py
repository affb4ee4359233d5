"""The repository of an installation's pulse on PostgreSQL."""

from datetime import datetime

import attrs
from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from shrutik_core.metrics.pulse import PulseSlot
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_postgres.tables.jobs import jobs
from shrutik_postgres.tables.pulses import pulses
from shrutik_postgres.transaction import Transaction

_ADDED = ("requests", "failed")
# In these words, so that the index of done jobs serves it.
_DONE = text(f"jobs.status = '{JobStatus.DONE}'")
_MOST = ("decided", "waiting", "oldest", "dead")


class PostgresPulses:
    """`Pulses` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def join(self, slot: PulseSlot) -> None:
        """See `Pulses.join`."""
        fresh = insert(pulses).values(attrs.asdict(slot))
        changes = {name: pulses.c[name] + fresh.excluded[name] for name in _ADDED}
        changes |= {name: func.greatest(pulses.c[name], fresh.excluded[name]) for name in _MOST}
        self._transaction.run(fresh.on_conflict_do_update(index_elements=[pulses.c.begins], set_=changes))

    def since(self, instant: datetime) -> tuple[PulseSlot, ...]:
        """See `Pulses.since`."""
        rows = self._transaction.all(select(pulses).where(pulses.c.begins >= instant).order_by(pulses.c.begins))
        return tuple(PulseSlot(**row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's own name for it

    def decided(self, since: datetime, before: datetime) -> int:
        """See `Pulses.decided`."""
        decisions = select(func.count()).where(_DONE, jobs.c.kind == JobKind.DECIDE_CHUNK.value)
        return int(self._transaction.scalar(decisions.where(jobs.c.finished_at >= since, jobs.c.finished_at < before)))

    def forget(self, before: datetime) -> int:
        """See `Pulses.forget`."""
        return self._transaction.run(delete(pulses).where(pulses.c.begins < before))
