"""The engine: a pool of connections with the settings that every one of them needs."""

import functools
import json

from sqlalchemy import URL, Engine, create_engine, make_url

APPLICATION = "shrutik"
_PSYCOPG = "postgresql+psycopg"
_ANY_DRIVER = frozenset({"postgres", "postgresql"})
_CONNECT_SECONDS = 5


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
    settings = {
        "timezone": "UTC",
        "statement_timeout": f"{statement_seconds * 1000:.0f}",
        "lock_timeout": f"{lock_seconds * 1000:.0f}",
    }
    return create_engine(
        parse_url(url),
        pool_size=pool_size,
        max_overflow=overflow,
        pool_timeout=pool_seconds,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        json_serializer=functools.partial(json.dumps, ensure_ascii=False, allow_nan=False),
        connect_args={
            "application_name": application,
            "connect_timeout": _CONNECT_SECONDS,
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        },
    )
