"""Reading on a replica that has all that was committed before, and on the primary where there is none."""

import threading
import time
from collections.abc import Callable
from types import TracebackType

import attrs
import psycopg
from psycopg.pq import ExecStatus
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from shrutik_core.shared.errors import Unavailable
from shrutik_postgres.unit_of_work import CommitCount, PostgresUnitOfWork

REST_SECONDS = 5.0
"""For so long a replica that lagged or did not answer is left alone, before it is looked at again."""
NETWORK = {
    "connect_timeout": 2,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 1,
    "tcp_user_timeout": 1_000,
}
"""Of connections to a replica, as `address.NETWORK`: nobody waits long, as the primary has it all."""
_POLL_SECONDS = 0.005
# How far the log of the primary is safe, and on which timeline: each promotion begins a new one.
_POSITION = """
SELECT at::text, ('x' || left(pg_walfile_name(at), 8))::bit(32)::int FROM pg_current_wal_flush_lsn() AS at
"""
# A timeline that it follows is told to those who may see it, and else is what its control file has noted.
_REACHED = b"""
SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn AND $2::int = coalesce(
    (SELECT max(received_tli) FROM pg_stat_wal_receiver), (SELECT min_recovery_end_timeline FROM pg_control_recovery())
)
"""


@attrs.frozen
class _Position:
    """A place in the log of the primary."""

    at: str
    timeline: int


class Replica:
    """Gives connections for reading, to the replica or to the primary; for many threads.

    What was committed before a connection was asked for is seen on it, whoever committed it and through whichever
    server: the primary says how far its log is, and the replica is used once it has come as far.

    Args:
        primary: where everything is.
        replica: of a copy that follows.
        patience: seconds for which a read waits for the replica to come as far.
        rest: see `REST_SECONDS`.
        pause: waits between two looks at it.
    """

    def __init__(
        self,
        primary: Engine,
        replica: Engine,
        *,
        patience: float,
        rest: float = REST_SECONDS,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._primary, self._replica = primary, replica
        self._patience, self._rest, self._pause = patience, rest, pause
        self._lock, self._end = threading.Lock(), threading.Event()
        self._resting = False
        event.listen(replica, "engine_disposed", lambda _: self._end.set())

    @property
    def resting(self) -> bool:
        """Whether reads go to the primary until the replica was looked at again."""
        return self._resting

    def connect(self) -> Connection:
        """A connection on which everything is seen that was committed before.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if the primary does not answer either.
        """
        return (None if self._resting else self._near()) or self._primary.connect()

    def leave_alone(self) -> None:
        """Read on the primary until the replica was looked at again, some seconds later."""
        with self._lock:
            if self._resting or self._end.is_set():
                return
            self._resting = True
        threading.Thread(target=self._look_again, name="replica", daemon=True).start()

    def _near(self) -> Connection | None:
        """A connection to the replica; None, and it is left alone, if it does not answer or is too far behind."""
        with self._primary.connect() as asking:
            row = asking.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(_POSITION).one()
        connection = self._reaching(_Position(*row))
        if connection is None:
            self.leave_alone()
        return connection

    def _reaching(self, position: _Position) -> Connection | None:
        try:
            connection = self._replica.connect()
        except (SQLAlchemyError, psycopg.Error):
            return None
        give_up = time.monotonic() + self._patience
        while not (reached := _has_reached(connection, position)) and time.monotonic() < give_up:
            self._pause(_POLL_SECONDS)
        if reached:
            return connection
        # It may lead to a machine that is none any more; others of the pool lead there as well.
        connection.invalidate(TimeoutError("the replica is too far behind"))
        connection.close()
        return None

    def _look_again(self) -> None:
        while not self._end.wait(self._rest):
            try:
                connection = self._near()
            except (SQLAlchemyError, psycopg.Error):
                continue
            if connection is not None:
                connection.close()
                self._resting = False
                return


def _has_reached(connection: Connection, position: _Position) -> bool:
    """Outside of any transaction, past the toolkit, which would begin one."""
    driver: psycopg.Connection[tuple[object, ...]] = connection.connection.driver_connection  # type: ignore[assignment]
    told = driver.pgconn.exec_params(_REACHED, [position.at.encode(), str(position.timeline).encode()])
    return told.status == ExecStatus.TUPLES_OK and told.get_value(0, 0) == b"t"


class ReadingUnitOfWork(PostgresUnitOfWork):
    """A unit of work that reads and commits nothing."""

    def __init__(self, replica: Replica) -> None:
        super().__init__(replica.connect, lambda _: None, CommitCount())
        self._replica = replica

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        finally:
            if isinstance(error, Unavailable):
                self._replica.leave_alone()

    def commit(self) -> None:
        """What is read from a replica decides nothing that is written.

        Raises:
            RuntimeError: always; the program is wrong.
        """
        raise RuntimeError("This unit of work only reads; take one of those that write.")


class ReadingUnitsOfWork:
    """`UnitsOfWork` for what only reads.

    Args:
        replica: gives the connections.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def __call__(self) -> ReadingUnitOfWork:
        """A new one, not begun; its ``with`` begins it."""
        return ReadingUnitOfWork(self._replica)

    def commits_begun(self) -> int:
        """None ever."""
        return 0
