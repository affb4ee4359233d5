"""Listening for news of the outbox: each part of the work is woken by what is its own."""

import threading
from collections.abc import Callable, Mapping

from shrutik_core.ports.news import Listen, News

_WAIT = 1.0
Ring = Callable[[], None]


class Listening(threading.Thread):
    """Wakes whom news concern, until it is stopped.

    Args:
        wait: waits up to that many seconds for news; returns whom they concern, or may.
        rings: wake each of those who are here.
    """

    def __init__(self, wait: Listen, rings: Mapping[News, Ring]) -> None:
        super().__init__(name="listening", daemon=True)
        self._wait, self._rings = wait, rings
        self._stopping = threading.Event()

    def run(self) -> None:
        """Wait, wake, and again."""
        while not self._stopping.is_set():
            for news in self._rings.keys() & set(self._wait(_WAIT)):
                self._rings[news]()

    def stop(self) -> None:
        """Ask it to end after the present wait."""
        self._stopping.set()
