"""Waiting for background work, which runs beside the story as it does beside the API."""

import time
from collections.abc import Callable

import attrs

from shrutik_bootstrap.platform import Platform
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest

_POLL = 0.03
# A job that runs may take long; if none runs, all that wait have failed before and pause.
_PATIENCE, _PATIENCE_AT_WORK = 30.0, 3600.0


@attrs.frozen
class Background:
    """The jobs of a platform whose workers run.

    Attributes:
        platform: whose jobs.
        pause: waits that many seconds.
        clock: seconds, rising.
    """

    platform: Platform
    pause: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def settle(self) -> None:
        """Wait until no job waits or runs.

        Raises:
            Unavailable: ``jobs_stalled`` if none got done for half a minute though none was being worked on, or for
                an hour.
        """
        left, since = -1, self.clock()
        while True:
            counts = self.platform.count_jobs()()
            running = counts[JobStatus.RUNNING]
            now_left = counts[JobStatus.WAITING] + running
            if not now_left:
                return
            if now_left != left:
                left, since = now_left, self.clock()
            elif self.clock() - since > (_PATIENCE_AT_WORK if running else _PATIENCE):
                raise Unavailable("jobs_stalled", f"{left} background jobs do not get done{self._why()}")
            self.pause(_POLL)

    def _why(self) -> str:
        """The last words of one that failed."""
        waiting = self.platform.manage_jobs().list(None, PageRequest(), JobStatus.WAITING).items
        return next((f": {job.error}" for job in waiting if job.error), "; `shrutik jobs list` shows them.")
