"""Calls that broke off half-way through no fault of their own are made once more, where nothing comes of it twice."""

import time
from collections.abc import Callable
from typing import TypeVar

import attrs

from shrutik_core.use_cases.steps.once_more import once_more

T = TypeVar("T")
PAUSE_SECONDS = 0.1
"""Before the second try: whoever was in the way has ended by then, and a database that moves has said so."""


def _pause() -> None:
    time.sleep(PAUSE_SECONDS)


@attrs.frozen
class Repeating:
    """Makes a call once more if it was interrupted.

    Attributes:
        commits_begun: see `UnitsOfWork.commits_begun`.
        pause: waits, in the thread of the call.
    """

    commits_begun: Callable[[], int]
    pause: Callable[[], None] = _pause

    def run(self, call: Callable[[], T], *, once: bool = False) -> T:
        """What the call returns, or raises at the second try; see `once_more`.

        Args:
            call: is made in this thread.
            once: whether it leaves a receipt.
        """
        return once_more(call, self.commits_begun, once=once, pause=self.pause)
