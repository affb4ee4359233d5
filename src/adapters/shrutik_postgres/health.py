"""What an operator wants to know of a database: whether it answers, how soon, and what lies about in it."""

import statistics
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import attrs
from psycopg import Connection
from psycopg.rows import args_row
from sqlalchemy import URL

from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_postgres.address import APPLICATION, connect
from shrutik_postgres.copies.named_blobs import named_blobs, recordings_among, some_named_blobs
from shrutik_postgres.errors import translated

_ASKED = 5
_WAITING = """
    SELECT kind, count(*), extract(epoch FROM now() - min(due_at))::float8
    FROM jobs WHERE status = 'waiting' AND due_at <= now() GROUP BY kind ORDER BY kind
"""
_BEATS = "SELECT worker, host, queues, threads, count FROM heartbeats ORDER BY worker"
_TURN = "SELECT extract(epoch FROM now() - taken_at)::float8 FROM periodic_turns WHERE name = %s"
_DEAD = "SELECT kind, count(*), 0.0 FROM jobs WHERE status = 'dead' GROUP BY kind ORDER BY kind"


@attrs.frozen
class Answering:
    """How a database answers.

    Attributes:
        seconds: from a question to its answer: the median of some.
        version: of PostgreSQL, e.g. 150004.
        ahead: seconds by which its clock is before ours, as far as that can be told: to half of `seconds`.
    """

    seconds: float
    version: int
    ahead: float


@attrs.frozen
class JobsOfKind:
    """Jobs of one kind in one state.

    Attributes:
        kind: the queue.
        count: how many.
        seconds: since when the oldest is due.
    """

    kind: str
    count: int
    seconds: float


class PostgresHealth:
    """Asks on connections of its own, so that a pool that is in use does not matter.

    Args:
        url: of the database.
    """

    def __init__(self, url: str | URL) -> None:
        self._url = url

    def answering(self) -> Answering:
        """How it answers.

        Raises:
            Unavailable: ``database_unavailable``.
        """
        with self._connected() as connection:
            taken, ahead = [], []
            for _ in range(_ASKED):
                started, began = time.perf_counter(), time.time()
                row = connection.execute("SELECT clock_timestamp()").fetchone()
                taken.append(time.perf_counter() - started)
                if row is not None and isinstance(row[0], datetime):
                    ahead.append(row[0].timestamp() - began - taken[-1] / 2)
            return Answering(statistics.median(taken), connection.info.server_version, statistics.median(ahead))

    def waiting(self) -> tuple[JobsOfKind, ...]:
        """Jobs that are due and not done, by kind."""
        return self._jobs(_WAITING)

    def dead(self) -> tuple[JobsOfKind, ...]:
        """Jobs that failed for good, by kind."""
        return self._jobs(_DEAD)

    def beats(self) -> tuple[Heartbeat, ...]:
        """The last heartbeat of each process that does jobs, or did until it was lost."""
        with self._connected() as connection:
            return tuple(connection.cursor(row_factory=args_row(Heartbeat)).execute(_BEATS))

    def since_turn(self, name: str) -> float | None:
        """Seconds since a periodic task was begun last, by any process; None if never."""
        with self._connected() as connection:
            row = connection.execute(_TURN, [name]).fetchone()
        return None if row is None else float(str(row[0]))

    def named(self, most: int | None) -> Iterator[NamedBlob]:
        """Blobs that rows name: all, sorted by key, or some that are drawn."""
        with self._connected() as connection:
            yield from named_blobs(connection) if most is None else some_named_blobs(connection, most)

    def recordings_among(self, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these are ids of recordings that have audio."""
        with self._connected() as connection:
            return recordings_among(connection, ids)

    def _jobs(self, query: str) -> tuple[JobsOfKind, ...]:
        with self._connected() as connection:
            found = connection.execute(query).fetchall()
        return tuple(JobsOfKind(str(kind), int(str(count)), float(str(seconds))) for kind, count, seconds in found)

    @contextmanager
    def _connected(self) -> Iterator[Connection[tuple[object, ...]]]:
        with (
            translated(),
            connect(self._url, f"{APPLICATION} doctor", options="-c timezone=UTC", autocommit=False) as connection,
        ):
            connection.read_only = True
            yield connection
