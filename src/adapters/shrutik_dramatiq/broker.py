"""The in-process broker: Dramatiq without a server, for one machine."""

from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import Retries, ShutdownNotifications, TimeLimit

from shrutik_core.shared.errors import Unavailable

# Shorter than the silence after which a job is taken to have lost its worker.
LONGEST_JOB_MS = 110 * 60 * 1000
_MOST_RETRIES = 60


def in_process_broker() -> StubBroker:
    """A broker whose queues live in this process and die with it; the outbox is what survives.

    A job's own failures are counted and retried in the database. Dramatiq retries only if the database itself did
    not answer, so that nothing could be noted there.
    """
    middleware = [
        TimeLimit(time_limit=LONGEST_JOB_MS),
        ShutdownNotifications(notify_shutdown=True),
        Retries(min_backoff=1_000, max_backoff=60_000, retry_when=_store_was_away),
    ]
    broker = StubBroker(middleware=middleware)
    # Without this the middleware's timers are never started when the worker runs inside another program.
    broker.emit_after("process_boot")
    return broker


def _store_was_away(retries: int, error: BaseException) -> bool:
    return retries < _MOST_RETRIES and isinstance(error, Unavailable)
