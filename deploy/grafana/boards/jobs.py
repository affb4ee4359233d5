"""The board of jobs: whether work piles up or fails, and what it costs."""

from boards.alert_limits import limit_of
from boards.asking import INSTALLATION, INSTANCE, largest, quantile, rate, series
from boards.board import Board, Look, Panel, Query
from shrutik_core.metrics.catalogue import (
    CHUNKED_SOUND,
    DECIDED_SOUND,
    DECIDING_SECONDS,
    JOB_SECONDS,
    JOBS,
    MEASURED,
    QUEUE_JOBS,
    QUEUE_OLDEST,
    WORKERS,
)

_DEAD = 'status="dead"'
_PROCESSING = 'kind="process_recording"'
_CHUNKING = f"{rate(JOB_SECONDS, where=_PROCESSING, part='_sum')} / {rate(CHUNKED_SOUND)}"
_DECIDING = f"{rate(DECIDING_SECONDS, part='_sum')} / {rate(DECIDED_SOUND)}"

JOBS_BOARD = Board(
    name="jobs",
    title="Shrutik: jobs",
    says="Whether work piles up or fails, who does it, and how much time it takes.",
    choices=(INSTALLATION, INSTANCE),
    panels=(
        Panel(
            "The oldest job that waits",
            "Seconds for which the oldest due job of a queue has waited. Its age counts, not the length of the queue.",
            "s",
            [Query(largest(QUEUE_OLDEST, "queue", where='queue!="releases"'), "{{queue}}")],
            limit_of("ShrutikQueueOld"),
        ),
        Panel(
            "The oldest release or withdrawal that waits",
            "These take long; above the line, no worker does them.",
            "s",
            [Query(largest(QUEUE_OLDEST, "queue", where='queue="releases"'), "{{queue}}")],
            limit_of("ShrutikReleasesOld"),
        ),
        Panel(
            "Workers",
            "Processes that show that they do jobs of a queue; with none, its jobs wait.",
            "none",
            [Query(largest(WORKERS, "queue"), "{{queue}}")],
            limit_of("ShrutikNoWorkers"),
        ),
        Panel(
            "Jobs that failed for good lately",
            "How many more are dead than a quarter of an hour ago; `shrutik jobs list --status dead` names them.",
            "none",
            [Query(f"max by (installation, queue) (delta({series(QUEUE_JOBS, _DEAD)}[15m]))", "{{queue}}")],
            limit_of("ShrutikDeadJobs"),
        ),
        Panel(
            "Jobs that wait or run",
            "How many of a queue are not done yet; after a recording day they are many, and get fewer.",
            "none",
            [Query(largest(QUEUE_JOBS, "queue", "status", where='status=~"waiting|running"'), "{{queue}} {{status}}")],
        ),
        Panel(
            "Jobs that are dead",
            "All that nobody started again or forgot yet.",
            "none",
            [Query(largest(QUEUE_JOBS, "queue", where=_DEAD), "{{queue}}")],
        ),
        Panel(
            "Jobs that ended",
            "A second, by kind and by how: done, to be tried again, dead, or left because another does them.",
            "ops",
            [Query(rate(JOBS, "kind", "outcome"), "{{kind}} {{outcome}}")],
            look=Look.STACK,
        ),
        Panel(
            "How long jobs take",
            "Seconds that 19 of 20 jobs of a kind keep to.",
            "s",
            [Query(quantile(0.95, JOB_SECONDS, "kind"), "{{kind}}")],
        ),
        Panel(
            "What a minute of sound costs",
            "Seconds of work for one minute: to cut a recording, and to decide its clips.",
            "s",
            [Query(f"60 * {_CHUNKING}", "cutting"), Query(f"60 * {_DECIDING}", "deciding")],
        ),
        Panel(
            "When sums were made",
            "Seconds since the figures of collections were made; above the line, nobody keeps the schedule.",
            "s",
            [Query(f"min ({series(MEASURED)})", "age")],
            limit_of("ShrutikScheduleStands"),
        ),
    ),
)
