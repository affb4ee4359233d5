"""Every metric that there is; dashboards, alerts and the reference page are made of these and of no others."""

from shrutik_core.metrics.metric import Metric, MetricKind

_MOMENTS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_STATEMENT = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0, 5.0, 30.0)
_RATIO = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.0)
_JOB = (0.05, 0.25, 1.0, 5.0, 15.0, 60.0, 300.0, 1_800.0, 7_200.0)


def _counter(name: str, help_: str, *labels: str) -> Metric:
    return Metric(f"shrutik_{name}_total", MetricKind.COUNTER, help_, labels)


def _gauge(name: str, help_: str, *labels: str) -> Metric:
    return Metric(f"shrutik_{name}", MetricKind.GAUGE, help_, labels)


def _histogram(name: str, bounds: tuple[float, ...], help_: str, *labels: str) -> Metric:
    return Metric(f"shrutik_{name}", MetricKind.HISTOGRAM, help_, labels, bounds)


HTTP_REQUESTS = _counter("http_requests", "Requests that were answered", "method", "route", "status")
HTTP_SECONDS = _histogram(
    "http_request_seconds", _MOMENTS, "Seconds from a request's head to the head of its answer", "method", "route"
)
HTTP_BYTES = _counter("http_received_bytes", "Bytes of bodies that were received", "route")
OPERATIONS = _counter(
    "operations", "What the API was asked to do, by outcome: done, or the code of the problem", "operation", "outcome"
)
HTTP_PROBLEMS = _counter("http_problems", "Requests that were refused or failed, by the code of the problem", "code")
STATEMENT_SECONDS = _histogram("database_statement_seconds", _STATEMENT, "Seconds that a statement took", "verb")
JOBS = _counter(
    "jobs", "Jobs that ended: done, failed for now, dead, or left because another does them", "kind", "outcome"
)
JOB_SECONDS = _histogram("job_seconds", _JOB, "Seconds that the work of a job took", "kind")
CHUNKED_SOUND = _counter("chunked_sound_seconds", "Seconds of recordings that were cut into chunks")
DECISIONS = _counter("decisions", "What consensus decided: accept, more_votes or review", "decision", "language")
AGREEMENT = _histogram(
    "decision_agreement_ratio",
    _RATIO,
    "How much the votes of a decided chunk agreed, if two or more",
    "language",
)
DECIDED_SOUND = _counter("decided_sound_seconds", "Seconds of chunks that consensus decided")
DECIDING_SECONDS = _histogram("deciding_seconds", _JOB, "Seconds that deciding a batch of chunks took")

WEBHOOK_ATTEMPTS = _counter("webhook_attempts", "Attempts to tell a program of an event, by outcome", "outcome")
WEBHOOK_SECONDS = _histogram("webhook_attempt_seconds", _MOMENTS, "Seconds that such an attempt took")

BUILD = _gauge("build_info", "1, for the program that answers: its version and its release", "version", "release")
QUEUE_JOBS = _gauge("queue_jobs", "Jobs of a queue by status, except those that are done", "queue", "status")
QUEUE_OLDEST = _gauge("queue_oldest_seconds", "Seconds for which the oldest due job of a queue has waited", "queue")
WORKERS = _gauge("workers", "Processes that show that they do jobs of a queue", "queue")
WEBHOOKS_WAITING = _gauge("webhook_deliveries_waiting", "Events that programs wait to be told of")
WEBHOOKS_OLDEST = _gauge("webhook_oldest_seconds", "Seconds for which the oldest of them has been due")
LEASES = _gauge("leased_tasks", "Tasks that people hold now")
REPLICA_LAG = _gauge("replica_lag_seconds", "Seconds that the replica is behind, infinite if it does not answer")
BACKUP_AGE = _gauge("backup_age_seconds", "Seconds since the newest back-up was made; no value if there is none")
RECORDINGS = _gauge("recordings", "Recordings by status", "collection", "language", "status")
RECORDED = _gauge("recorded_seconds", "Seconds of recordings by status", "collection", "language", "status")
CHUNKS = _gauge("chunks", "Chunks by status", "collection", "language", "status")
CHUNK_SECONDS = _gauge("chunk_seconds", "Seconds of chunks by status", "collection", "language", "status")
PEOPLE = _gauge("active_people", "People who sent something in the last 24 hours", "collection", "language")
MEASURED = _gauge("collections_measured_seconds", "Seconds since the figures of collections were made")

COUNTED: tuple[Metric, ...] = (
    *(HTTP_REQUESTS, HTTP_SECONDS, HTTP_BYTES, HTTP_PROBLEMS, OPERATIONS, STATEMENT_SECONDS, JOBS, JOB_SECONDS),
    *(CHUNKED_SOUND, DECISIONS, AGREEMENT, DECIDED_SOUND, DECIDING_SECONDS),
    *(WEBHOOK_ATTEMPTS, WEBHOOK_SECONDS),
)
"""Counted by each process as it works."""
OF_QUEUES: tuple[Metric, ...] = (QUEUE_JOBS, QUEUE_OLDEST, WORKERS, LEASES)
OF_WEBHOOKS: tuple[Metric, ...] = (WEBHOOKS_WAITING, WEBHOOKS_OLDEST)
OF_COLLECTIONS: tuple[Metric, ...] = (RECORDINGS, RECORDED, CHUNKS, CHUNK_SECONDS, PEOPLE)
"""Sums over whole tables, made by one process every few minutes and kept."""
METRICS: tuple[Metric, ...] = (
    *COUNTED,
    BUILD,
    *OF_QUEUES,
    *OF_WEBHOOKS,
    REPLICA_LAG,
    BACKUP_AGE,
    *OF_COLLECTIONS,
    MEASURED,
)
BY_NAME = {one.name: one for one in METRICS}
