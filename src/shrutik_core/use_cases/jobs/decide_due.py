"""Decide what is due: jobs that wait for a decision are taken, decided and done, many in one unit of work."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.metrics import Metrics
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.correlation import under
from shrutik_core.shared.errors import ShrutikError, Unavailable
from shrutik_core.shared.ids import ChunkId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job
from shrutik_core.traces.span import STEP
from shrutik_core.use_cases.chunks.decide_chunk import GONE
from shrutik_core.use_cases.chunks.decide_chunks import MOST_AT_ONCE, DecideChunks
from shrutik_core.use_cases.jobs.run_job import RunJob
from shrutik_core.use_cases.steps.count_decisions import count_decisions
from shrutik_core.use_cases.steps.tracing import UNTRACED, Tracer
from shrutik_core.use_cases.steps.work import FAULTS


@attrs.frozen
class DecideDue:
    """Does decision jobs straight from the database; any number of processes may, side by side.

    Jobs and chunks that another holds are passed over and stay as they are. A job is done in the transaction that keeps
    what was decided: whatever ends the process, either both are true or neither is.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    decide_chunks: DecideChunks
    run_job: RunJob
    metrics: Metrics | None = None
    tracer: Tracer = UNTRACED

    def __call__(self, most: int = MOST_AT_ONCE) -> int:
        """Take up to ``most`` jobs that are due, oldest first; how many are done with.

        If deciding them together fails, each is done alone, with its attempts counted, so that one at fault keeps no
        other from being decided.

        Raises:
            Unavailable: if the database does not answer, or not for so many; nothing has changed then.
        """
        jobs: list[Job] = []
        try:
            return self._together(jobs, most)
        except (ShrutikError, *FAULTS) as error:
            # Which of many the database would not take is not known; asked for fewer and fewer, it comes out.
            if not jobs or (isinstance(error, Unavailable) and len(jobs) > 1):
                raise
            for job in jobs:
                self.run_job(job.id)
            return len(jobs)

    def _together(self, jobs: list[Job], most: int) -> int:
        with self.units_of_work() as uow:
            jobs += uow.jobs.unsent(JobKind.DECIDE_CHUNK, self.clock.now(), most)
            if not jobs:
                return 0
            # Of many requests, and so of none.
            with under(""), self.tracer.job(STEP, operation="decide", count=len(jobs)):
                taken = self.decide_chunks.within(uow, [ChunkId(job.subject) for job in jobs])
                after = _done(jobs, {case.chunk.id for case in taken.cases}, taken.held, self.clock.now())
                uow.jobs.save_all(after)
                uow.commit()
        count_decisions(self.metrics, taken.made)
        return len(after)


def _done(jobs: Sequence[Job], decided: set[ChunkId], held: frozenset[ChunkId], now: datetime) -> list[Job]:
    """The jobs that are over: done, or dead as their chunk is gone; those whose chunk is held wait on."""
    begun = [(ChunkId(job.subject), job.start(now)) for job in jobs if ChunkId(job.subject) not in held]
    gone = f"chunk_missing: {GONE}"
    return [job.finish(now) if chunk in decided else job.fail(now, gone, final=True) for chunk, job in begun]
