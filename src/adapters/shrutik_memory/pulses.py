"""The repository of an installation's pulse in memory."""

from datetime import datetime

import attrs

from shrutik_core.metrics.pulse import PulseSlot
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_memory.store import MemoryStore


class MemoryPulses:
    """`Pulses` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows = store.pulses

    def join(self, slot: PulseSlot) -> None:
        """See `Pulses.join`."""
        known = self._rows.get(slot.begins)
        if known is not None:
            slot = attrs.evolve(known.joined(slot), decided=max(known.decided, slot.decided))
        self._rows.put(slot.begins, slot)

    def since(self, instant: datetime) -> tuple[PulseSlot, ...]:
        """See `Pulses.since`."""
        found = [slot for slot in self._rows.all() if slot.begins >= instant]
        return tuple(sorted(found, key=lambda slot: slot.begins))

    def decided(self, since: datetime, before: datetime) -> int:
        """See `Pulses.decided`."""
        done = [job for job in self._store.jobs.group("status", JobStatus.DONE) if job.kind is JobKind.DECIDE_CHUNK]
        return sum(job.finished_at is not None and since <= job.finished_at < before for job in done)

    def forget(self, before: datetime) -> int:
        """See `Pulses.forget`."""
        old = [slot.begins for slot in self._rows.all() if slot.begins < before]
        for begins in old:
            self._rows.remove(begins)
        return len(old)
