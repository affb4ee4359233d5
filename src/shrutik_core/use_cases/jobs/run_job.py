"""Run a job: start it, do its work, and note how it ended."""

import itertools
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.fault_receiver import FaultReceiver
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.correlation import current, under
from shrutik_core.shared.errors import ShrutikError, Unavailable
from shrutik_core.shared.failures import failure_of
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import QUEUE, JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.traces.fault import fault_of
from shrutik_core.traces.span import JOB
from shrutik_core.use_cases.steps.tracing import UNTRACED, Tracer
from shrutik_core.use_cases.steps.work import Work

_Noted = TypeVar("_Noted")


@attrs.frozen
class RunJob:
    """Does one job: by one worker at a time, at least once in all.

    What began or ended here must be noted here: while this worker lives, nobody else takes its jobs for lost.

    Attributes:
        worker: the process that it is done in; None if there is but one.
        tracer: of this process.
        faults: who is told of faults; None for nobody.
        pause: called before something is noted once more because the database did not answer, with how often it did not
            by then, from 0, and returns when it is time; None lets the first `Unavailable` go to the caller.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    works: Mapping[JobKind, Work]
    worker: UUID | None = None
    pause: Callable[[int], None] | None = None
    tracer: Tracer = UNTRACED
    faults: FaultReceiver | None = None

    def __call__(self, job_id: JobId) -> JobStatus | None:
        """Do it, and tell what has become of it; None if it does not wait, and is left alone.

        `Unavailable` is tried again after a pause; another error of the family is final. Any other exception is a fault
        in the program: it is noted on the job, which is tried again, and raised.
        """
        now = self.clock.now()
        job = self._noted(lambda: self._start(job_id, now))
        if job is None:
            return None
        # What it makes due is found by the same id.
        with under(job.correlation or current()):
            facts: dict[str, object] = {
                "job_kind": job.kind.value,
                "queue": QUEUE[job.kind].value,
                "attempt": job.attempts,
            }
            with self.tracer.job(JOB, request_id=current(), **facts) as span:
                status = self._do(job, facts)
                span.note(outcome=None if status is None else status.value)
                return status

    def _do(self, job: Job, facts: Mapping[str, object]) -> JobStatus | None:
        try:
            self.works[job.kind](job.subject)
        except ShrutikError as error:
            return self._fail(job, failure_of(error), final=not isinstance(error, Unavailable))
        except BaseException as error:
            # What ends the process is not a fault of the program.
            if self.faults is not None and isinstance(error, Exception):
                self.faults.take(fault_of(error, request_id=current(), **facts))
            self._fail(job, f"{type(error).__name__}: {error}"[:500], final=False)
            raise
        return self._noted(lambda: self._finish(job))

    def _noted(self, note: Callable[[], _Noted]) -> _Noted:
        """What the note gives, once the database took it; after a commit without an answer it is written again."""
        for tries in itertools.count():
            try:
                return note()
            except Unavailable:
                if self.pause is None:
                    raise
                self.pause(tries)
        raise AssertionError

    def _start(self, job_id: JobId, now: datetime) -> Job | None:
        with self.units_of_work() as uow:
            job = uow.jobs.find(job_id, lock=True)
            if job is not None and self._began(job, now):
                return job
            if job is None or job.status is not JobStatus.WAITING:
                return None
            started = job.start(now, self.worker)
            uow.jobs.save(started)
            uow.commit()
        return started

    def _began(self, job: Job, now: datetime) -> bool:
        """Whether it was this call that began it, by a commit whose answer was lost."""
        ours = self.worker is not None and job.worker == self.worker
        return ours and job.status is JobStatus.RUNNING and job.started_at == now

    def _finish(self, job: Job) -> JobStatus:
        with self.units_of_work() as uow:
            current = uow.jobs.find(job.id, lock=True)
            if current is not None and current.status is JobStatus.RUNNING:
                uow.jobs.save(current.finish(self.clock.now()))
                uow.commit()
        return JobStatus.DONE

    def _fail(self, job: Job, error: str, *, final: bool) -> JobStatus | None:
        now = self.clock.now()
        failed = self._noted(lambda: self._failed(job, now, error, final=final))
        if failed is not None and failed.status is JobStatus.DEAD:
            self._noted(lambda: self.works[job.kind].give_up(job.subject, error))
        return None if failed is None else failed.status

    def _failed(self, job: Job, now: datetime, error: str, *, final: bool) -> Job | None:
        with self.units_of_work() as uow:
            current = uow.jobs.find(job.id, lock=True)
            if current is None or current.status is not JobStatus.RUNNING:
                # Dead of this error at this instant: a commit whose answer was lost.
                ours = current is not None and (current.finished_at, current.error) == (now, error)
                return current if ours else None
            failed = current.fail(now, error, final=final)
            uow.jobs.save(failed)
            uow.commit()
        return failed
