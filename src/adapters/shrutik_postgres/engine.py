"""The engine: a pool of connections with the settings that every one of them needs."""

import functools
import json
import select
import time
from typing import Any

import psycopg
from sqlalchemy import URL, Engine, create_engine, event, exc, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

APPLICATION = "shrutik"
_PSYCOPG = "postgresql+psycopg"
_ANY_DRIVER = frozenset({"postgres", "postgresql"})
_CONNECT_SECONDS = 5
# A connection that lay idle for longer is tried before it is used: it may be gone without a word.
IDLE_SECONDS = 1.0
_RETURNED = "shrutik returned"


def parse_url(url: str | URL) -> URL:
    """The address of a database with the driver that we speak through.

    Args:
        url: ``postgresql://...``, ``postgres://...`` or ``postgresql+psycopg://...``.
    """
    parsed = make_url(url)
    return parsed.set(drivername=_PSYCOPG) if parsed.drivername in _ANY_DRIVER else parsed


def make_engine(
    url: str | URL,
    *,
    application: str = APPLICATION,
    pool_size: int = 10,
    overflow: int = 10,
    pool_seconds: float = 5.0,
    statement_seconds: float = 30.0,
    lock_seconds: float = 10.0,
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
    """
    settings = f"-c timezone=UTC -c statement_timeout={statement_seconds * 1000:.0f}"
    engine = create_engine(
        parse_url(url),
        pool_size=pool_size,
        max_overflow=overflow,
        pool_timeout=pool_seconds,
        # The one used last: its statements are prepared, and what many need at their busiest only may rest.
        pool_use_lifo=True,
        isolation_level="READ COMMITTED",
        json_serializer=functools.partial(json.dumps, ensure_ascii=False, allow_nan=False),
        connect_args={
            "application_name": application,
            "connect_timeout": _CONNECT_SECONDS,
            "options": f"{settings} -c lock_timeout={lock_seconds * 1000:.0f}",
        },
    )
    event.listen(engine, "checkin", _note_return)
    event.listen(engine, "checkout", functools.partial(_check, engine))
    return engine


def _note_return(_: object, record: ConnectionPoolEntry) -> None:
    record.info[_RETURNED] = time.monotonic()


def _check(engine: Engine, connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
    """Ask the server only if the connection lay idle, or if something came while nothing was asked, such as its end.

    Raises:
        InvalidatePoolError: if it does not answer; the pool connects anew.
    """
    returned = record.info.get(_RETURNED)
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
