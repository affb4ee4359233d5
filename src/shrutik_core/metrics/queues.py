"""What waits, as readings: every queue is told, also one in which nothing is."""

from collections import Counter
from collections.abc import Iterable

import attrs

from shrutik_core.metrics.catalogue import LEASES, QUEUE_JOBS, QUEUE_OLDEST, WORKERS
from shrutik_core.metrics.metric import GaugeReading
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_core.shared.job_kinds import QUEUE, JobKind, JobQueue
from shrutik_core.shared.jobs import JobStatus

TOLD = (JobStatus.WAITING, JobStatus.RUNNING, JobStatus.DEAD)
"""Of these a queue's jobs are counted; done ones are forgotten after a while."""


@attrs.frozen
class Backlog:
    """Jobs of one kind in one state.

    Attributes:
        kind: of the jobs.
        status: one of `TOLD`.
        number: how many.
        oldest: seconds for which the one has waited that is due for longest; 0 if none is.
    """

    kind: JobKind
    status: JobStatus
    number: int
    oldest: float = 0.0


def queue_readings(
    backlogs: Iterable[Backlog], heartbeats: Iterable[Heartbeat], leased: int
) -> tuple[GaugeReading, ...]:
    """Readings of all queues, of those who serve them, and of what people hold."""
    numbers, oldest, workers = Counter[tuple[str, str]](), dict.fromkeys(map(str, JobQueue), 0.0), Counter[str]()
    for one in backlogs:
        queue = QUEUE[one.kind].value
        numbers[queue, one.status.value] += one.number
        if one.status is JobStatus.WAITING:
            oldest[queue] = max(oldest[queue], one.oldest)
    for beat in heartbeats:
        workers.update(beat.queues)
    return (
        *(
            GaugeReading(QUEUE_JOBS, (queue, status), float(numbers[queue, status]))
            for queue in oldest
            for status in TOLD
        ),
        *(GaugeReading(QUEUE_OLDEST, (queue,), seconds) for queue, seconds in oldest.items()),
        *(GaugeReading(WORKERS, (queue,), float(workers[queue])) for queue in oldest),
        GaugeReading(LEASES, (), float(leased)),
    )
