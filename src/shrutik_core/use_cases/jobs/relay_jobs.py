"""Relay jobs: from the outbox to the broker, and back to the outbox where a worker was lost."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.job_sender import JobSender
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.job_kinds import AT_ONCE, IN_TURN, PRIORITY, JobKind
from shrutik_core.shared.jobs import STALLED_AFTER, Job, JobStatus
from shrutik_core.use_cases.steps.work import Work

_BATCH = 100
AHEAD = 4
"""Jobs that wait for their turn and are with the broker, sent but not begun: the order of those is settled.

So many, or as many as there are threads that do jobs, if these are more.
"""

BELIEVED = timedelta(minutes=1)
"""One that was sent and not begun for this long may have been lost with the broker: it is sent again.

The broker may still have it; whoever comes second finds that it was begun, and leaves it alone.
"""

SEND_AGAIN = "send again"
"""Name of the periodic task of relays that calls `RecoverJobs.unbegun`; that it is done shows that one lives."""

_FREELY = sorted(set(JobKind) - AT_ONCE - IN_TURN, key=PRIORITY.__getitem__)


@attrs.frozen
class RelayJobs:
    """Sends what the outbox holds to the broker, but for what is done many at a time (`job_kinds.AT_ONCE`)."""

    units_of_work: UnitsOfWork
    clock: Clock
    sender: JobSender

    def __call__(self) -> int:
        """Send due jobs so that of each kind up to 100 are on the way, and of those IN_TURN up to AHEAD; how many.

        A job is marked as sent only after the broker took it: sent twice it is harmless, lost it would not be.

        Raises:
            Unavailable: if the broker or the database does not answer; nothing is lost then.
        """
        with self.units_of_work() as uow:
            now = self.clock.now()
            jobs = _next(uow, now)
            for job in jobs:
                uow.jobs.save(attrs.evolve(job, sent_at=now))
                self.sender.send(job)
            uow.commit()
        return len(jobs)


def _next(uow: UnitOfWork, now: datetime) -> list[Job]:
    found: list[Job] = []
    for kind in _FREELY:
        room = _BATCH - uow.jobs.on_the_way(kind, now - BELIEVED)
        found += uow.jobs.unsent(kind, now, room) if room > 0 else ()
    ahead = max(AHEAD, sum(heartbeat.threads for heartbeat in uow.heartbeats.all()))
    for kind in sorted(IN_TURN):
        room = ahead - uow.jobs.on_the_way(kind, now - BELIEVED)
        found += uow.jobs.next_in_turn(kind, now, room) if room > 0 else ()
    return found


@attrs.frozen
class RecoverJobs:
    """Brings back jobs whose worker or broker was lost."""

    units_of_work: UnitsOfWork
    clock: Clock
    works: Mapping[JobKind, Work]

    def stalled(self) -> int:
        """Let up to 100 jobs wait again that were sent or started two hours ago and have not moved since; how many."""
        return self._recover(lambda uow: uow.jobs.stalled(self.clock.now() - STALLED_AFTER, _BATCH))

    def unbegun(self) -> int:
        """Let up to 100 jobs be sent again that the broker took and nobody began, as if it had lost them; how many."""
        return self._recover(lambda uow: uow.jobs.unbegun(self.clock.now() - BELIEVED, _BATCH))

    def of_lost(self, workers: Collection[UUID]) -> int:
        """Let all jobs wait again that ran in these processes, and forget the processes; how many."""
        if not workers:
            return 0
        total = self._all(lambda uow: uow.jobs.running_in(workers, _BATCH))
        with self.units_of_work() as uow:
            uow.heartbeats.forget(workers)
            uow.commit()
        return total

    def adopt(self) -> int:
        """Let all jobs wait again that were sent or running, at once; how many.

        For a program that is its own and only worker, at its start: what was under way was lost with its forerunner.
        """
        return self._all(lambda uow: uow.jobs.stalled(self.clock.now(), _BATCH))

    def _all(self, find: Callable[[UnitOfWork], Sequence[Job]]) -> int:
        total = 0
        while found := self._recover(find):
            total += found
        return total

    def _recover(self, find: Callable[[UnitOfWork], Sequence[Job]]) -> int:
        with self.units_of_work() as uow:
            now = self.clock.now()
            jobs = find(uow)
            lost_in = {job.worker for job in jobs if job.status is JobStatus.RUNNING}
            alone = {worker for worker in lost_in if uow.jobs.companions(worker) == 1}
            after = [_recovered(job, now, alone=job.worker in alone) for job in jobs]
            for job in after:
                uow.jobs.save(job)
            uow.commit()
        for job in after:
            if job.status is JobStatus.DEAD:
                self.works[job.kind].give_up(job.subject, job.error)
        return len(jobs)


def _recovered(job: Job, now: datetime, *, alone: bool) -> Job:
    return attrs.evolve(job, sent_at=None) if job.status is JobStatus.WAITING else job.lose(now, alone=alone)


@attrs.frozen
class CountJobs:
    """How much background work there is."""

    units_of_work: UnitsOfWork

    def __call__(self) -> Mapping[JobStatus, int]:
        """Jobs that wait, run, or are dead."""
        with self.units_of_work() as uow:
            states = (JobStatus.WAITING, JobStatus.RUNNING, JobStatus.DEAD)
            return {status: uow.jobs.count(status) for status in states}
