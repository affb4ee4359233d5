"""The watchdog of PostgreSQL: it starts the embedded database again if it dies."""

import logging
import threading
from collections.abc import Callable
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


def look_after(server: Server) -> bool:
    """Start it if it is gone, and say whether that was so; what cannot be started now is tried again next time."""
    try:
        if server.running() is None:
            _LOG.warning("database_gone")
            server.start()
            return True
    except ShrutikError as error:
        _LOG.warning("database_did_not_start", extra={"code": error.code, "detail": error.detail})
    return False


class PostgresWatchdog(threading.Thread):
    """Looks once a second, until it is stopped.

    Args:
        look: looks after a server that was started once already.
    """

    def __init__(self, look: Callable[[], object]) -> None:
        super().__init__(name="postgres-watchdog", daemon=True)
        self._look = look
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look, and again."""
        while not self._stopping.wait(_ROUND):
            self._look()

    def stop(self) -> None:
        """End, after a start that is going on; returns when the thread is over."""
        self._stopping.set()
        self.join()
