"""The relay: a thread that carries jobs from the outbox to the broker as soon as they are committed."""

import logging
import threading

from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.jobs.relay_jobs import RelayJobs

_LOG = logging.getLogger(__name__)
_POLL = 1.0
_LONGEST_PAUSE = 30.0
# Under load there is news all the time, mostly of what the decider does; so often is often enough for the rest.
_BREATH = 0.1


class Relay(threading.Thread):
    """Relays until it is stopped, once a second even if nobody rings.

    A database or a broker that does not answer is asked again after a pause.

    Args:
        relay_jobs: the use case.
    """

    def __init__(self, relay_jobs: RelayJobs) -> None:
        super().__init__(name="relay", daemon=True)
        self._relay_jobs = relay_jobs
        self._news, self._stopping = threading.Event(), threading.Event()

    def run(self) -> None:
        """Relay, wait, and again."""
        pause = _POLL
        while not self._stopping.is_set():
            self._news.clear()
            try:
                sent = self._relay_jobs()
                pause = _POLL
                if not sent:
                    self._news.wait(_POLL)
                    self._stopping.wait(_BREATH)
            except Unavailable as error:
                _LOG.warning("relay_waited", extra={"seconds": pause, "code": error.code, "detail": error.detail})
                self._stopping.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    def ring(self) -> None:
        """Say that something may be due."""
        self._news.set()

    def stop(self) -> None:
        """Ask it to end after the present round."""
        self._stopping.set()
        self._news.set()
