"""What an operator wants to know of a replica: whether it answers, how soon, and how far it is behind."""

import math
import time
from collections.abc import Callable

import attrs
from psycopg import Connection
from sqlalchemy import URL

from shrutik_postgres.address import APPLICATION, connect
from shrutik_postgres.errors import translated
from shrutik_postgres.replica import NETWORK

_POLL_SECONDS = 0.01
_POSITION = "SELECT pg_current_wal_flush_lsn()::text"
_BEHIND = """
SELECT pg_is_in_recovery(), greatest(0, pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn()))::bigint,
    extract(epoch FROM clock_timestamp()
        - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time()))::float8
"""


@attrs.frozen
class Following:
    """How a replica follows.

    Attributes:
        is_copy: whether it follows at all; a server that takes writes does not.
        seconds: from a question to its answer.
        behind: bytes of the log that it lacked at the end; 0 if it had all that was committed before we asked.
        caught_up: seconds after which it had all of that, or that we waited.
        old: seconds since what it has replayed last was committed, or since it was started if it has replayed nothing.
    """

    is_copy: bool
    seconds: float
    behind: int
    caught_up: float
    old: float

    @property
    def lag(self) -> float:
        """Seconds that it is behind: none if it has all, and without end if it follows nobody."""
        if not self.is_copy:
            return math.inf
        return self.old if self.behind else 0.0


def following(
    primary: str | URL, replica: str | URL, patience: float, pause: Callable[[float], object] = time.sleep
) -> Following:
    """Ask both.

    Args:
        primary: address of the database.
        replica: address of its copy.
        patience: seconds to wait at most until the replica has what the primary had when it was asked.
        pause: waits between two looks.

    Raises:
        Unavailable: ``database_unavailable`` if either does not answer.
    """
    name = f"{APPLICATION} doctor"
    with translated(), connect(primary, name) as there, connect(replica, name, NETWORK) as here:
        ((position,),) = there.execute(_POSITION).fetchall()
        started = time.perf_counter()
        is_copy, behind, old = _looked(here, position)
        seconds = time.perf_counter() - started
        while is_copy and behind and time.perf_counter() - started < patience:
            pause(_POLL_SECONDS)
            is_copy, behind, old = _looked(here, position)
        return Following(is_copy, seconds, behind, time.perf_counter() - started, old)


def _looked(here: Connection[tuple[object, ...]], position: object) -> tuple[bool, int, float]:
    ((is_copy, behind, old),) = here.execute(_BEHIND, [position]).fetchall()
    return bool(is_copy), int(str(behind or 0)), float(str(old))
