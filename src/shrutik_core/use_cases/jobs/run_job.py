"""Run a job: start it, do its work, and note how it ended."""

from collections.abc import Mapping
from uuid import UUID

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import ShrutikError, Unavailable
from shrutik_core.shared.failures import failure_of
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.use_cases.steps.work import Work


@attrs.frozen
class RunJob:
    """Does one job: by one worker at a time, at least once in all.

    Attributes:
        worker: the process that it is done in; None if there is but one.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    works: Mapping[JobKind, Work]
    worker: UUID | None = None

    def __call__(self, job_id: JobId) -> JobStatus | None:
        """Do it, and tell what has become of it; None if it does not wait, and is left alone.

        `Unavailable` is tried again after a pause; another error of the family is final. Any other exception is a fault
        in the program: it is noted on the job, which is tried again, and raised.
        """
        job = self._start(job_id)
        if job is None:
            return None
        try:
            self.works[job.kind](job.subject)
        except ShrutikError as error:
            return self._fail(job, failure_of(error), final=not isinstance(error, Unavailable))
        except BaseException as error:
            self._fail(job, f"{type(error).__name__}: {error}"[:500], final=False)
            raise
        return self._finish(job)

    def _start(self, job_id: JobId) -> Job | None:
        with self.units_of_work() as uow:
            job = uow.jobs.find(job_id, lock=True)
            if job is None or job.status is not JobStatus.WAITING:
                return None
            started = job.start(self.clock.now(), self.worker)
            uow.jobs.save(started)
            uow.commit()
        return started

    def _finish(self, job: Job) -> JobStatus:
        with self.units_of_work() as uow:
            current = uow.jobs.find(job.id, lock=True)
            if current is not None and current.status is JobStatus.RUNNING:
                uow.jobs.save(current.finish(self.clock.now()))
                uow.commit()
        return JobStatus.DONE

    def _fail(self, job: Job, error: str, *, final: bool) -> JobStatus | None:
        with self.units_of_work() as uow:
            current = uow.jobs.find(job.id, lock=True)
            if current is None or current.status is not JobStatus.RUNNING:
                return None
            failed = current.fail(self.clock.now(), error, final=final)
            uow.jobs.save(failed)
            uow.commit()
        if failed.status is JobStatus.DEAD:
            self.works[job.kind].give_up(job.subject, error)
        return failed.status
