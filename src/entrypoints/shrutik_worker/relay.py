"""The relay: a thread that carries jobs from the outbox to the broker as soon as they are committed."""

import logging
import threading
from collections.abc import Callable

from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.jobs.relay_jobs import RelayJobs

_LOG = logging.getLogger(__name__)
_POLL = 1.0
_LONGEST_PAUSE = 30.0
# Under load there is news all the time, mostly of what the decider does; so often is often enough for the rest.
_BREATH = 0.1


class Relay(threading.Thread):
    """Relays until it is stopped; a database or a broker that does not answer is asked again after a pause.

    Args:
        relay_jobs: the use case.
        wait: waits up to that many seconds for news of the outbox; returns at once when there are some.
        tell: is called after each wait, for those who do not listen themselves.
    """

    def __init__(self, relay_jobs: RelayJobs, wait: Callable[[float], object], tell: Callable[[], None]) -> None:
        super().__init__(name="relay", daemon=True)
        self._relay_jobs = relay_jobs
        self._wait = wait
        self._tell = tell
        self._stopping = threading.Event()

    def run(self) -> None:
        """Relay, wait, and again."""
        pause = _POLL
        while not self._stopping.is_set():
            try:
                sent = self._relay_jobs()
                pause = _POLL
                if not sent:
                    self._wait(_POLL)
                    self._tell()
                    self._stopping.wait(_BREATH)
            except Unavailable as error:
                _LOG.warning("relay_waited", extra={"seconds": pause, "code": error.code, "detail": error.detail})
                self._stopping.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    def stop(self) -> None:
        """Ask it to end after the present round."""
        self._stopping.set()
