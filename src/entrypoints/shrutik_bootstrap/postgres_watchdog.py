"""The watchdog of PostgreSQL: a thread that starts the embedded database again if it dies."""

import logging
import threading
from typing import Protocol

from shrutik_core.shared.errors import ShrutikError

_LOG = logging.getLogger(__name__)
_ROUND = 1.0


class Server(Protocol):
    """What is kept running."""

    def running(self) -> object | None:
        """Something, if it runs and takes requests."""
        ...

    def start(self) -> object:
        """Start it unless it runs."""
        ...


class PostgresWatchdog(threading.Thread):
    """Looks once a second, until it is stopped; what cannot be started now is tried again.

    Args:
        server: was started once already.
    """

    def __init__(self, server: Server) -> None:
        super().__init__(name="postgres-watchdog", daemon=True)
        self._server = server
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look, start what died, and again."""
        while not self._stopping.wait(_ROUND):
            try:
                if self._server.running() is None:
                    _LOG.warning("The database is gone; starting it again.")
                    self._server.start()
            except ShrutikError as error:
                _LOG.warning("The database does not start: %s", error.detail)

    def stop(self) -> None:
        """End, after a start that is going on; returns when the thread is over."""
        self._stopping.set()
        self.join()
