"""Heartbeats: given by those who do jobs, and watched, so that jobs of a lost process are done by another."""

from datetime import timedelta

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.heartbeats import Heartbeat, Watch
from shrutik_core.use_cases.jobs.relay_jobs import RecoverJobs


@attrs.define
class Beat:
    """Gives heartbeats of one process.

    Attributes:
        units_of_work: where they are kept.
        heartbeat: the last.
    """

    units_of_work: UnitsOfWork
    heartbeat: Heartbeat

    def __call__(self) -> None:
        """Give another.

        Raises:
            Unavailable: if the database does not answer.
        """
        self.heartbeat = self.heartbeat.beat()
        with self.units_of_work() as uow:
            uow.heartbeats.keep(self.heartbeat)
            uow.commit()

    def end(self) -> None:
        """Say that the process is about to end: it has no job any more."""
        with self.units_of_work() as uow:
            uow.heartbeats.forget([self.heartbeat.worker])
            uow.commit()


@attrs.define
class KeepWatch:
    """Looks at all heartbeats now and then, and lets jobs of lost processes wait again; any number may keep watch.

    Each look must come so long after the one before that a process that lives has given a beat between them.

    Attributes:
        units_of_work: where they are kept.
        recover: brings jobs back.
    """

    units_of_work: UnitsOfWork
    recover: RecoverJobs
    _watch: Watch = attrs.field(factory=Watch, init=False)

    def __call__(self) -> int:
        """Look; how many jobs of lost processes wait again.

        Raises:
            Unavailable: if the database does not answer; nobody could give a beat then, so the watch begins anew.
        """
        watch, self._watch = self._watch, Watch()
        with self.units_of_work() as uow:
            counts = {heartbeat.worker: heartbeat.count for heartbeat in uow.heartbeats.all()}
        watch = watch.look(counts)
        found = self.recover.of_lost(watch.lost)
        self._watch = watch
        return found


@attrs.frozen
class TakeTurn:
    """Asks whether a periodic task is this process's to do now."""

    units_of_work: UnitsOfWork
    clock: Clock

    def __call__(self, name: str, every: timedelta) -> bool:
        """See `PeriodicTurns.take`."""
        with self.units_of_work() as uow:
            taken = uow.periodic_turns.take(name, every, self.clock.now())
            uow.commit()
        return taken
