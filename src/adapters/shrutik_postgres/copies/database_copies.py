"""`DatabaseCopies` over PostgreSQL: connections of their own, without the time limits of requests."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from psycopg import Connection, IsolationLevel
from sqlalchemy import URL

from shrutik_core.backups.backup import TableCopy
from shrutik_core.shared.errors import Conflict
from shrutik_postgres.address import APPLICATION, connect
from shrutik_postgres.copies.loading import load_tables
from shrutik_postgres.copies.snapshot import PostgresSnapshot
from shrutik_postgres.errors import translated

_LOCK = 7_328_451_690_012_774


class PostgresDatabaseCopies:
    """See `DatabaseCopies`; its lock is one of a session, so it needs a direct connection, not a pooler's.

    Args:
        url: of the database.
    """

    def __init__(self, url: str | URL) -> None:
        self._url = url

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See `DatabaseCopies.alone`."""
        with self._connected() as connection:
            with translated():
                connection.autocommit = True
                held = connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()
            if held is None or not held[0]:
                raise Conflict("backup_running", "Another back-up is being made; wait until it is done.")
            # It goes with the connection, also if this process is killed.
            yield

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSnapshot]:
        """See `DatabaseCopies.snapshot`."""
        with self._connected() as connection:
            with translated():
                connection.isolation_level = IsolationLevel.REPEATABLE_READ
                connection.read_only = True
                snapshot = PostgresSnapshot(connection)
            yield snapshot

    def load(self, copies: Iterable[tuple[TableCopy, Iterable[bytes]]]) -> None:
        """See `DatabaseCopies.load`."""
        with self._connected() as connection, translated():
            load_tables(connection, copies)
            connection.commit()

    @contextmanager
    def _connected(self) -> Iterator[Connection[tuple[object, ...]]]:
        with translated():
            options = "-c timezone=UTC -c statement_timeout=0 -c lock_timeout=10s"
            connection = connect(self._url, f"{APPLICATION} back-up", options=options, autocommit=False)
        try:
            yield connection
        finally:
            connection.close()
