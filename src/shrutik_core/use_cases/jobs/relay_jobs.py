"""Relay jobs: from the outbox to the broker, and back to the outbox where a worker was lost."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.job_sender import JobSender
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import STALLED_AFTER, Job, JobStatus
from shrutik_core.use_cases.steps.work import Work

_BATCH = 100


@attrs.frozen
class RelayJobs:
    """Sends what the outbox holds to the broker."""

    units_of_work: UnitsOfWork
    clock: Clock
    sender: JobSender

    def __call__(self) -> int:
        """Send up to 100 due jobs; how many were sent.

        A job is marked as sent only after the broker took it: sent twice it is harmless, lost it would not be.

        Raises:
            Unavailable: if the broker or the database does not answer; nothing is lost then.
        """
        with self.units_of_work() as uow:
            now = self.clock.now()
            jobs = uow.jobs.unsent(now, _BATCH)
            for job in jobs:
                uow.jobs.save(attrs.evolve(job, sent_at=now))
                self.sender.send(job)
            uow.commit()
        return len(jobs)


@attrs.frozen
class RecoverJobs:
    """Brings back jobs whose worker or broker was lost."""

    units_of_work: UnitsOfWork
    clock: Clock
    works: Mapping[JobKind, Work]

    def stalled(self) -> int:
        """Let up to 100 jobs wait again that were sent or started two hours ago and have not moved since; how many."""
        return self._recover(self.clock.now() - STALLED_AFTER)

    def adopt(self) -> int:
        """Let all jobs wait again that were sent or running, at once; how many.

        For a program that is its own and only worker, at its start: what was under way was lost with its forerunner.
        """
        total = 0
        while found := self._recover(self.clock.now()):
            total += found
        return total

    def _recover(self, since: datetime) -> int:
        with self.units_of_work() as uow:
            now = self.clock.now()
            jobs = uow.jobs.stalled(since, _BATCH)
            after = [_recovered(job, now) for job in jobs]
            for job in after:
                uow.jobs.save(job)
            uow.commit()
        for job in after:
            if job.status is JobStatus.DEAD:
                self.works[job.kind].give_up(job.subject, job.error)
        return len(jobs)


def _recovered(job: Job, now: datetime) -> Job:
    if job.status is JobStatus.WAITING:
        return attrs.evolve(job, sent_at=None)
    lost = job.recover(now)
    # The pause after a failure is for what is overloaded; a lost worker was not.
    return attrs.evolve(lost, due_at=now) if lost.status is JobStatus.WAITING else lost


@attrs.frozen
class CountJobs:
    """How much background work there is."""

    units_of_work: UnitsOfWork

    def __call__(self) -> Mapping[JobStatus, int]:
        """Jobs that wait, run, or are dead."""
        with self.units_of_work() as uow:
            states = (JobStatus.WAITING, JobStatus.RUNNING, JobStatus.DEAD)
            return {status: uow.jobs.count(status) for status in states}
