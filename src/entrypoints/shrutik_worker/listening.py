"""Listening for news of the outbox, in processes that decide and do not relay."""

import threading
from collections.abc import Callable

_WAIT = 1.0


class Listening(threading.Thread):
    """Tells of news until it is stopped.

    Args:
        wait: waits up to that many seconds for news; returns whether there may have been some.
        tell: is called after news.
    """

    def __init__(self, wait: Callable[[float], bool], tell: Callable[[], None]) -> None:
        super().__init__(name="listening", daemon=True)
        self._wait = wait
        self._tell = tell
        self._stopping = threading.Event()

    def run(self) -> None:
        """Wait, tell, and again."""
        while not self._stopping.is_set():
            if self._wait(_WAIT):
                self._tell()

    def stop(self) -> None:
        """Ask it to end after the present wait."""
        self._stopping.set()
