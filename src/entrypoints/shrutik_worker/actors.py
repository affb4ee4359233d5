"""Actors: one for each kind of job, each no more than a call of its use case, counted and timed."""

import logging
import time
from collections.abc import Callable, Collection

from dramatiq import Actor, Broker
from dramatiq.middleware import Shutdown

from shrutik_bootstrap.brokers import TIME_LIMITS_MS
from shrutik_core.metrics.catalogue import JOB_SECONDS, JOBS
from shrutik_core.ports.metrics import Metrics
from shrutik_core.shared.ids import JobId, parse_id
from shrutik_core.shared.job_kinds import PRIORITY, QUEUE, JobKind, JobQueue
from shrutik_core.shared.jobs import JobStatus

FAULT, LEFT = "fault", "left"
"""Outcomes of a job whose program is at fault, and of one that another process does or has done."""
_LOG = logging.getLogger(__name__)
Run = Callable[[JobId], JobStatus | None]


def declare_actors(
    broker: Broker, run_job: Run, metrics: Metrics, queues: Collection[JobQueue] = tuple(JobQueue)
) -> tuple[Actor[[str], None], ...]:
    """Declare the actors of all kinds that wait in one of these queues; ``metrics`` count what they do."""
    return tuple(_actor(broker, run_job, metrics, kind) for kind in JobKind if QUEUE[kind] in queues)


def _actor(broker: Broker, run_job: Run, metrics: Metrics, kind: JobKind) -> Actor[[str], None]:
    def run(job_id: str) -> None:
        began, outcome = time.perf_counter(), FAULT
        _LOG.info("job_began", extra={"job_id": job_id, "job_kind": kind.value})
        try:
            status = run_job(JobId(parse_id(job_id)))
            outcome = LEFT if status is None else status.value
        except Shutdown:
            # Its process ends, which is nobody's fault: the job waits again.
            outcome = JobStatus.WAITING.value
            raise
        finally:
            seconds = time.perf_counter() - began
            metrics.count(JOBS, kind.value, outcome)
            if outcome != LEFT:
                metrics.note(JOB_SECONDS, seconds, kind.value)
            _LOG.info(
                "job_ended",
                extra={"job_id": job_id, "job_kind": kind.value, "outcome": outcome, "seconds": round(seconds, 3)},
            )

    queue = QUEUE[kind].value
    options: dict[str, object] = {"throws": Shutdown}
    if kind in TIME_LIMITS_MS:
        options["time_limit"] = TIME_LIMITS_MS[kind]
    broker.declare_queue(queue)
    return Actor(run, broker=broker, actor_name=kind.value, queue_name=queue, priority=PRIORITY[kind], options=options)
