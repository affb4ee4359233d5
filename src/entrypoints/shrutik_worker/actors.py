"""Actors: one for each kind of job, each no more than a call of its use case."""

from collections.abc import Collection

from dramatiq import Actor, Broker

from shrutik_bootstrap.brokers import TIME_LIMITS_MS
from shrutik_core.shared.ids import JobId, parse_id
from shrutik_core.shared.job_kinds import PRIORITY, QUEUE, JobKind, JobQueue
from shrutik_core.use_cases.jobs.run_job import RunJob


def declare_actors(
    broker: Broker, run_job: RunJob, queues: Collection[JobQueue] = tuple(JobQueue)
) -> tuple[Actor[[str], None], ...]:
    """Declare the actors of all kinds that wait in one of these queues."""
    return tuple(_actor(broker, run_job, kind) for kind in JobKind if QUEUE[kind] in queues)


def _actor(broker: Broker, run_job: RunJob, kind: JobKind) -> Actor[[str], None]:
    def run(job_id: str) -> None:
        run_job(JobId(parse_id(job_id)))

    queue = QUEUE[kind].value
    limits = {"time_limit": TIME_LIMITS_MS[kind]} if kind in TIME_LIMITS_MS else {}
    broker.declare_queue(queue)
    return Actor(run, broker=broker, actor_name=kind.value, queue_name=queue, priority=PRIORITY[kind], options=limits)
