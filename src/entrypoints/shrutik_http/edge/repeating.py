"""Calls that broke off half-way through no fault of their own are made once more, where nothing comes of it twice."""

import time
from collections.abc import Callable
from typing import TypeVar

import attrs

from shrutik_core.shared.errors import Interrupted

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
        """What the call returns, or raises at the second try.

        Args:
            call: is made again if it was interrupted and had not begun to commit anything.
            once: whether it leaves a receipt: then it has its effect once however often it is made, also if nobody
                can tell whether its commit went through.
        """
        before = self.commits_begun()
        try:
            return call()
        except Interrupted:
            if not once and self.commits_begun() != before:
                raise
        self.pause()
        return call()
