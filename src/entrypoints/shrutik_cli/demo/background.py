"""Waiting for background work, which runs beside the story as it does beside the API."""

import time
from collections.abc import Callable

import attrs

from shrutik_bootstrap.platform import Platform
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.jobs import JobStatus

_POLL = 0.03
_PATIENCE = 180.0


@attrs.frozen
class Background:
    """The jobs of a platform whose workers run.

    Attributes:
        platform: whose jobs.
        pause: waits so many seconds.
        clock: seconds, rising.
    """

    platform: Platform
    pause: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def settle(self) -> None:
        """Wait until no job waits or runs.

        Raises:
            Unavailable: ``jobs_stalled`` where nothing moved for three minutes.
        """
        left, since = self._left(), self.clock()
        while left:
            if self.clock() - since > _PATIENCE:
                raise Unavailable(
                    "jobs_stalled", f"{left} background jobs do not move; `shrutik jobs list` shows them."
                )
            self.pause(_POLL)
            now_left = self._left()
            if now_left != left:
                left, since = now_left, self.clock()

    def _left(self) -> int:
        counts = self.platform.count_jobs()()
        return counts[JobStatus.WAITING] + counts[JobStatus.RUNNING]
