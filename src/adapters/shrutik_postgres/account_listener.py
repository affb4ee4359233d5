"""The listener for accounts and API keys: hears of each that changed, on a connection and in a thread of its own."""

from collections.abc import Callable
from threading import Event, Lock, Thread

import psycopg
from sqlalchemy import URL

from shrutik_postgres.address import APPLICATION, NETWORK, connect

CHANNEL = "shrutik_accounts"
# How long it waits before it looks whether it is to end, and before it tries a lost connection again.
_PAUSE = 0.25
# A peer that leaves three questions unanswered, one a second, is gone: nothing is believed that cannot be heard of.
_NETWORK = {**NETWORK, "keepalives_idle": 1, "keepalives_interval": 1, "keepalives_count": 3, "tcp_user_timeout": 4_000}


class AccountListener:
    """Listens from `start` to `close`.

    Args:
        url: of the database.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        self._told: list[Callable[[str | None], None]] = []
        self._lock = Lock()
        self._end: Event | None = None
        self.listening = False

    def tell(self, forget: Callable[[str | None], None]) -> None:
        """Tell this one, too, before it starts.

        Args:
            forget: takes the id of an account or the prefix of a key that changed; None if any may have changed,
                because nothing was heard.
        """
        self._told.append(forget)

    def start(self) -> None:
        """Begin, if it has not begun."""
        if self._end is not None:
            return
        with self._lock:
            if self._end is None:
                self._end = Event()
                Thread(target=self._run, args=(self._end,), name="account listener", daemon=True).start()

    def close(self) -> None:
        """Stop believing at once, and end a moment later."""
        with self._lock:
            end, self._end = self._end, None
            self.listening = False
        if end is not None:
            end.set()

    def _run(self, end: Event) -> None:
        while not end.is_set():
            try:
                with self._connect() as connection:
                    self._hear(connection, end)
            except psycopg.Error:
                end.wait(_PAUSE)

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return connect(self._url, f"{APPLICATION} account listener", _NETWORK)

    def _hear(self, connection: "psycopg.Connection[tuple[object, ...]]", end: Event) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        self._forget(None)
        try:
            self._change(end, listening=True)
            while not end.is_set():
                for notification in connection.notifies(timeout=_PAUSE):
                    self._forget(notification.payload)
        finally:
            self._change(end, listening=False)

    def _forget(self, name: str | None) -> None:
        for forget in self._told:
            forget(name)

    def _change(self, end: Event, *, listening: bool) -> None:
        """Say whether it listens, unless it was closed meanwhile."""
        with self._lock:
            if not end.is_set():
                self.listening = listening
