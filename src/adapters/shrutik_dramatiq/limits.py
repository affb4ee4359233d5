"""What every broker is told of jobs: how long they may take, and which failures the broker itself tries again."""

from dramatiq.middleware import Middleware, Retries, ShutdownNotifications, TimeLimit

from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_dramatiq.carrying import CarryCorrelation
from shrutik_dramatiq.message_version import RefuseNewer

_MINUTE_MS = 60_000
# Shorter than the silence after which a job is taken to have lost its worker.
LONGEST_JOB_MS = 110 * _MINUTE_MS
TIME_LIMITS_MS = {JobKind.SEND_LETTER: 5 * _MINUTE_MS}
"""Of kinds that are over soon or not at all; the others have the longest."""
_MOST_RETRIES = 60


def middleware() -> list[Middleware]:
    """The middleware of a broker.

    A job's own failures are counted and retried in the database. Dramatiq retries only if the database itself did not
    answer, so that nothing could be noted there.
    """
    return [
        CarryCorrelation(),
        TimeLimit(time_limit=LONGEST_JOB_MS),
        ShutdownNotifications(notify_shutdown=True),
        Retries(min_backoff=1_000, max_backoff=60_000, retry_when=_store_was_away),
        RefuseNewer(),
    ]


def _store_was_away(retries: int, error: BaseException) -> bool:
    return retries < _MOST_RETRIES and isinstance(error, Unavailable)
