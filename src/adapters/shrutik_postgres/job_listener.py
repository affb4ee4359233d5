"""The listener for the outbox: tells at once whom a commit left something to do (LISTEN and NOTIFY)."""

import time
from collections.abc import Callable

import psycopg
from sqlalchemy import URL

from shrutik_core.ports.news import EVERYBODY, News
from shrutik_postgres.address import APPLICATION, connect

CHANNEL = "shrutik_jobs"
_KNOWN = frozenset(map(str, News))


class JobListener:
    """Listens on a connection of its own; not for several threads at once.

    A notification that nobody was listening for is lost, and so is one sent while the database is away: the caller
    looks into the outbox after every wait, notified or not.
    """

    def __init__(self, url: str | URL, pause: Callable[[float], None] = time.sleep) -> None:
        self._url = url
        self._pause = pause
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None

    def wait(self, seconds: float) -> frozenset[News]:
        """Wait for a notification, at most ``seconds``; whom it concerns, or may.

        After a lost connection it listens again, and names everybody once, because of what may have been missed. If the
        database is away it waits out the time.
        """
        started = time.monotonic()
        try:
            if self._connection is None:
                self._connection = self._listen()
                return EVERYBODY
            told = self._connection.notifies(timeout=seconds, stop_after=1)
            return frozenset().union(*(_concerned(one.payload) for one in told))
        except psycopg.Error:
            self.close()
            self._pause(max(0.0, seconds - (time.monotonic() - started)))
            return frozenset()

    def close(self) -> None:
        """Give the connection up; a later `wait` opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _listen(self) -> psycopg.Connection[tuple[object, ...]]:
        connection = connect(self._url, f"{APPLICATION} job listener")
        connection.execute(f"LISTEN {CHANNEL}")
        return connection


def _concerned(payload: str) -> frozenset[News]:
    """Everybody if another version, which runs beside this one, does not say it in our words."""
    return frozenset({News(payload)}) if payload in _KNOWN else EVERYBODY
