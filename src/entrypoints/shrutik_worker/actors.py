"""Actors: one for each kind of job, each no more than a call of its use case."""

from dramatiq import Actor, Broker

from shrutik_core.shared.ids import JobId, parse_id
from shrutik_core.shared.job_kinds import PRIORITY, JobKind
from shrutik_core.use_cases.jobs.run_job import RunJob


def declare_actors(broker: Broker, run_job: RunJob) -> tuple[Actor[[str], None], ...]:
    """Declare the actor of each kind on the broker, each with a queue of its name."""
    return tuple(_actor(broker, run_job, kind) for kind in JobKind)


def _actor(broker: Broker, run_job: RunJob, kind: JobKind) -> Actor[[str], None]:
    def run(job_id: str) -> None:
        run_job(JobId(parse_id(job_id)))

    broker.declare_queue(kind.value)
    return Actor(run, broker=broker, actor_name=kind.value, queue_name=kind.value, priority=PRIORITY[kind], options={})
