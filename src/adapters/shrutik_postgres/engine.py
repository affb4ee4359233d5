"""The engine: a pool of connections with the settings that every one of them needs."""

import functools
import json
import select
import time
from collections.abc import Mapping
from typing import Any

import attrs
import psycopg
from psycopg.errors import ReadOnlySqlTransaction
from sqlalchemy import URL, Engine, create_engine, event, exc
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from shrutik_postgres.address import APPLICATION, NETWORK, network_of, parse_url

# A connection that lay idle for longer is tried before it is used: it may be gone without a word.
IDLE_SECONDS = 1.0
_RETURNED = "shrutik returned"


@attrs.define
class _Losses:
    """When a connection of a pool was lost: those that were laid back before may lead to the same dead end."""

    last: float = 0.0

    def note(self, _: object, _record: object, error: BaseException | None) -> None:
        """One was given up; by an error, or because its user wished it."""
        if error is not None:
            self.last = time.monotonic()


def make_engine(
    url: str | URL,
    *,
    application: str = APPLICATION,
    pool_size: int = 10,
    overflow: int = 10,
    pool_seconds: float = 5.0,
    statement_seconds: float = 30.0,
    lock_seconds: float = 10.0,
    network: Mapping[str, int] = NETWORK,
) -> Engine:
    """An engine that has not connected yet: transactions are read committed, times are UTC.

    Args:
        url: see `parse_url`.
        application: name under which the database lists our connections.
        pool_size: connections that are kept open.
        overflow: connections above those, closed after use.
        pool_seconds: whoever waits longer for a connection is turned away.
        statement_seconds: a longer statement is given up.
        lock_seconds: a longer wait for a lock is given up.
        network: see `address.NETWORK`.

    Raises:
        Invalid: ``database_address_invalid``.
    """
    address = parse_url(url)
    settings = f"-c timezone=UTC -c statement_timeout={statement_seconds * 1000:.0f}"
    engine = create_engine(
        address,
        pool_size=pool_size,
        max_overflow=overflow,
        pool_timeout=pool_seconds,
        # The one used last: its statements are prepared, and what many need at their busiest only may rest.
        pool_use_lifo=True,
        isolation_level="READ COMMITTED",
        json_serializer=functools.partial(json.dumps, ensure_ascii=False, allow_nan=False),
        connect_args={
            **network_of(address, network),
            "application_name": application,
            "options": f"{settings} -c lock_timeout={lock_seconds * 1000:.0f}",
        },
    )
    _watch(engine)
    return engine


def _watch(engine: Engine) -> None:
    losses = _Losses()
    event.listen(engine, "invalidate", losses.note)
    event.listen(engine, "handle_error", _note_move)
    event.listen(engine, "checkin", _note_return)
    event.listen(engine, "checkout", functools.partial(_check, engine, losses))


def is_over(connection: psycopg.Connection[Any], error: BaseException) -> bool:
    """Whether the connection is of no more use: it was lost, or its server takes no writes any more."""
    return connection.closed or isinstance(error, ReadOnlySqlTransaction)


def _note_move(context: ExceptionContext) -> None:
    """Give up all connections to a server that takes no writes any more; others lead to the one that does."""
    if isinstance(context.original_exception, ReadOnlySqlTransaction):
        context.is_disconnect = True


def _note_return(_: object, record: ConnectionPoolEntry) -> None:
    record.info[_RETURNED] = time.monotonic()


def _check(
    engine: Engine, losses: _Losses, connection: DBAPIConnection, record: ConnectionPoolEntry, _: object
) -> None:
    """Ask the server only if the connection lay idle, or if something came while nothing was asked, such as its end.

    Raises:
        InvalidatePoolError: if it does not answer, or if another was lost since it was laid back; the pool connects
            anew.
    """
    returned = record.info.get(_RETURNED)
    if returned is not None and returned < losses.last:
        raise exc.InvalidatePoolError
    if returned is None or (time.monotonic() - returned < IDLE_SECONDS and not _has_news(connection)):
        return
    try:
        engine.dialect.do_ping(connection)
    except psycopg.Error as error:
        raise exc.InvalidatePoolError from error


def _has_news(connection: Any) -> bool:  # noqa: ANN401 - the driver's connection
    if connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
