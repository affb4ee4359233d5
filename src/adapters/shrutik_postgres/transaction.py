"""One transaction as the repositories see it: statements in, rows out, errors in our words."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

import psycopg
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy import Connection, Executable, Row, func, select
from sqlalchemy.engine import CursorResult, IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData

from shrutik_core.shared.correlation import current
from shrutik_core.shared.errors import Missing
from shrutik_postgres.address import APPLICATION
from shrutik_postgres.engine import is_over
from shrutik_postgres.errors import translated

Values = Mapping[str, Any]

# How a transaction begins whose first statement is written out, in one message, as BEGIN alone is: what it executes is
# planned once for all values, and by indices, for a table may be much larger when a plan is used than when it was made;
# and not by bitmaps of them, which would read entries of dead rows again and again, as only other scans mark them.
_PLANNED_ONCE = (
    b"; SET LOCAL plan_cache_mode = force_generic_plan"
    b"; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"
)
_BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED"
# Bytes of a name by which the database lists a connection.
_LONGEST_NAME = 63
_BATCH = 1_000
_STREAMED = 500
# Lists of columns that are remembered: one for each statement that is written out.
_STATEMENTS = 256


class Transaction:
    """A connection, taken out of a pool by `connect`, from `begin` to `end`; nothing is open before or after."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._connection: Connection | None = None
        # Chunks whose rows this transaction has locked, so that nothing locks them twice.
        self.locked: set[UUID] = set()
        # Accounts and API keys that it changed, by the names under which caches know them.
        self.told: set[str] = set()

    @property
    def open(self) -> bool:
        """Whether it was begun and has not ended."""
        return self._connection is not None

    def begin(self) -> None:
        """Take a connection.

        Raises:
            RuntimeError: if it is open already.
        """
        if self._connection is not None:
            raise RuntimeError("This unit of work is open already.")
        with translated():
            connection = self._connect()
            connection.begin()
        self._connection = connection
        self.locked, self.told = set(), set()

    def end(self, *, keep: bool) -> None:
        """Commit or undo, and give the connection back."""
        connection, self._connection = self._here, None
        with translated():
            try:
                if keep:
                    connection.commit()
                else:
                    _undo(connection)
            finally:
                # Undoes whatever was not committed.
                connection.close()

    def all(self, statement: Executable) -> Sequence[Row[Any]]:
        """All rows."""
        with translated():
            return self._begun.execute(statement).all()

    def rows(self, sql: str, values: Values) -> Sequence[Row[Any]]:
        """All rows of a statement that is written out, with ``%(name)s`` for each value; none if it gives none.

        It goes to the driver as it is, for what many people ask many times a second; the driver prepares it. If it is
        the first of the transaction, it and those after it are planned once, whatever their values.
        """
        with translated():
            driver = _driver(self._here)
            self._begin(_PLANNED_ONCE)
            cursor = driver.cursor()
            for told in self._here.dispatch.before_cursor_execute:
                told(self._here, cursor, sql, values, None, False)  # noqa: FBT003 - the listener's signature
            try:
                cursor.execute(sql, values)
            except psycopg.Error as error:
                if is_over(driver, error):
                    self._here.invalidate(error)
                raise
            for told in self._here.dispatch.after_cursor_execute:
                told(self._here, cursor, sql, values, None, False)  # noqa: FBT003 - the listener's signature
            return _rows(cursor)

    def first(self, statement: Executable) -> Row[Any] | None:
        """The first row, or None."""
        with translated():
            return self._begun.execute(statement).first()

    def scalar(self, statement: Executable) -> Any:  # noqa: ANN401 - whatever the statement selects
        """The first column of the first row, or None."""
        with translated():
            return self._begun.execute(statement).scalar()

    def run(self, statement: Executable) -> int:
        """How many rows it changed."""
        with translated():
            result = self._begun.execute(statement)
            return result.rowcount if isinstance(result, CursorResult) else 0

    def tell(self, channel: str, name: str) -> None:
        """Let those who listen know, once this is committed, that what they remember under a name has changed."""
        self.run(select(func.pg_notify(channel, name)))
        self.told.add(name)

    def change(self, statement: Executable, thing: str) -> None:
        """Change the one row.

        Raises:
            Missing: ``<thing>_missing`` if no row was changed.
        """
        if not self.run(statement):
            raise Missing(f"{thing}_missing", f"There is no such {thing}.")

    def add(self, statement: Executable, rows: Sequence[Values]) -> None:
        """Add rows; if one is refused, none was added and the transaction goes on."""
        with translated(), self._begun.begin_nested():
            self._begun.execute(statement, rows)

    def add_many(self, statement: Executable, rows: Iterable[Values]) -> list[Row[Any]]:
        """Run an insert that returns something, over any number of rows; what came back."""
        remaining = iter(rows)
        added: list[Row[Any]] = []
        while batch := list(islice(remaining, _BATCH)):
            with translated():
                added += self._begun.execute(statement, batch).all()
        return added

    def stream(self, statement: Executable) -> Iterator[Row[Any]]:
        """The rows, through a cursor of the server: other statements may run between them."""
        with translated():
            yield from self._begun.execute(statement, execution_options={"yield_per": _STREAMED})

    def mark(self) -> None:
        """Set the point to which `back_to_mark` goes; the last one that was set counts."""
        self._control(b"SAVEPOINT mark")

    def back_to_mark(self) -> None:
        """Undo what was done since `mark`; rows that were locked since then are free again."""
        self._control(b"ROLLBACK TO SAVEPOINT mark")

    def alone(self, *name: object) -> None:
        """Wait until no other transaction holds this name, and hold it until the end of this one."""
        self.run(select(func.pg_advisory_xact_lock(self.number_of(*name))))

    def alone_at_once(self, *name: object) -> bool:
        """Whether no other transaction holds this name; then hold it until the end of this one."""
        return bool(self.scalar(select(func.pg_try_advisory_xact_lock(self.number_of(*name)))))

    @staticmethod
    def number_of(*name: object) -> int:
        """The 64-bit number by which the database locks a name; if two names share one, a caller waits in vain."""
        digest = hashlib.sha256("\0".join(map(str, name)).encode("utf-8", "backslashreplace")).digest()
        return int.from_bytes(digest[:8], "big", signed=True)

    @property
    def _begun(self) -> Connection:
        """The connection, whose transaction begins here if it did not and bears a name; else the driver begins it."""
        if current():
            self._begin(b"")
        return self._here

    def _begin(self, more: bytes) -> None:
        """Begin the transaction on the server, if it did not, in one message with what holds for all of it.

        What it is for is its name while it lasts: `pg_stat_activity` shows it, and the server's log beside a statement.
        """
        if _driver(self._here).pgconn.transaction_status == TransactionStatus.IDLE:
            self._send(_BEGIN + _named(current()) + more)

    def _control(self, command: bytes) -> None:
        with translated():
            self._begin(_PLANNED_ONCE)
            self._send(command)

    def _send(self, command: bytes) -> None:
        """A command that the driver need not know of: it would forget what it has prepared."""
        driver = _driver(self._here)
        if driver.pgconn.exec_(command).status != ExecStatus.COMMAND_OK:
            error = psycopg.OperationalError(driver.pgconn.get_error_message())
            if is_over(driver, error):
                self._here.invalidate(error)
            raise error

    @property
    def _here(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("This unit of work is over or was not begun.")
        return self._connection


def _named(correlation: str) -> bytes:
    # An id holds neither quotes nor backslashes.
    name = f"{APPLICATION} {correlation}"[:_LONGEST_NAME]
    return f"; SET LOCAL application_name = '{name}'".encode("ascii") if correlation else b""


def _rows(cursor: psycopg.Cursor[Any]) -> Sequence[Row[Any]]:
    result = cursor.pgresult
    if result is None or not result.nfields:
        return ()
    names = tuple(map(result.fname, range(result.nfields)))
    found: IteratorResult[Any] = IteratorResult(_columns(names), iter(cursor.fetchall()))
    return found.all()


@lru_cache(_STATEMENTS)
def _columns(names: tuple[bytes | None, ...]) -> SimpleResultMetaData:
    return SimpleResultMetaData([name.decode() for name in names if name is not None])


def _undo(connection: Connection) -> None:
    """Roll back, past the driver: it would forget all that it has prepared, and most units of work only read."""
    if not connection.invalidated:
        pgconn = _driver(connection).pgconn
        if pgconn.transaction_status in {TransactionStatus.INTRANS, TransactionStatus.INERROR}:
            pgconn.exec_(b"ROLLBACK")


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment] # it is ours
    return driver
