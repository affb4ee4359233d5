"""The decider: a thread that decides chunks as soon as texts for them are committed, many at a time."""

import logging
import threading
import time
from collections.abc import Callable

from shrutik_core.shared.errors import ShrutikError, Unavailable
from shrutik_core.use_cases.chunks.decide_chunks import MOST_AT_ONCE
from shrutik_core.use_cases.jobs.decide_due import DecideDue
from shrutik_core.use_cases.steps.work import FAULTS

_LOG = logging.getLogger(__name__)
_POLL = 0.5
_LONGEST_PAUSE = 30.0

GATHERING = 0.05
"""Seconds from the news of a text to its decision, in which others gather: ten together cost little more than one."""

LONGEST_GATHERING = 0.5
"""Seconds that nobody waits longer than, however busy the machine is."""

_RESTS_PER_ROUND = 4


def gathering(took: float) -> float:
    """Seconds in which texts gather after a round that took so many: on a busy machine rounds get fewer and larger."""
    return min(max(GATHERING, _RESTS_PER_ROUND * took), LONGEST_GATHERING)


def _nobody(_: int, __: float) -> None:
    """If nobody wants to be told."""


class Decider(threading.Thread):
    """Decides until it is stopped; any number of processes may have one, for what one decides the others pass over.

    It looks twice a second even if nobody rings. A database that does not answer is asked again after a pause, and then
    for half as many chunks, until it goes well; so a batch that is too much for it does not come again for ever.

    Args:
        decide_due: the use case.
        tell: is called with the number of chunks that were decided, and the seconds that it took.
    """

    def __init__(self, decide_due: DecideDue, tell: Callable[[int, float], None] = _nobody) -> None:
        super().__init__(name="decider", daemon=True)
        self._decide_due, self._tell = decide_due, tell
        self._news = threading.Event()
        self._stopping = threading.Event()

    def run(self) -> None:
        """Decide, wait, and again."""
        pause, most = _POLL, MOST_AT_ONCE
        while not self._stopping.is_set():
            self._news.clear()
            begun = time.monotonic()
            try:
                decided = self._decide_due(most)
            except Unavailable as error:
                _LOG.warning("decider_waited", extra={"seconds": pause, "code": error.code, "detail": error.detail})
                self._stopping.wait(pause)
                pause, most = min(pause * 2, _LONGEST_PAUSE), max(1, most // 2)
            except (ShrutikError, *FAULTS):
                # It is noted on the job at fault, which pauses; the others go on.
                _LOG.exception("decision_failed")
                self._stopping.wait(_POLL)
            else:
                took = time.monotonic() - begun
                self._tell(decided, took)
                if decided < most:
                    self._rest(gathering(took))
                pause, most = _POLL, min(2 * most, MOST_AT_ONCE)

    def ring(self) -> None:
        """Say that something may be due."""
        self._news.set()

    def stop(self) -> None:
        """Ask it to end after the present round."""
        self._stopping.set()
        self._news.set()

    def _rest(self, seconds: float) -> None:
        if self._news.wait(_POLL):
            self._stopping.wait(seconds)
