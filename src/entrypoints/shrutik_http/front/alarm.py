"""An alarm of one connection: something is done if nothing else happens by then."""

import asyncio
from collections.abc import Callable


class Alarm:
    """At most one thing to do, at one time.

    A timer of the loop is left to ring for nothing if what it was set for has come: most are, and to set one for each
    request would cost more than the rest of what is looked at.

    Args:
        loop: that rings.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._due: tuple[float, Callable[[], None]] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_set(self) -> bool:
        """Whether something is to be done."""
        return self._due is not None

    def set(self, seconds: float, otherwise: Callable[[], None]) -> None:
        """Do that after so many seconds, and nothing that was to be done before."""
        due = self._loop.time() + seconds
        self._due = due, otherwise
        if self._timer is None or self._timer.when() > due:
            self._ring_at(due)

    def unset(self) -> None:
        """Do nothing."""
        self._due = None

    def close(self) -> None:
        """Do nothing, ever."""
        self._due = None
        if self._timer is not None:
            self._timer.cancel()

    def _ring_at(self, due: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(due, self._ring)

    def _ring(self) -> None:
        self._timer = None
        if self._due is None:
            return
        due, otherwise = self._due
        if due > self._loop.time():
            self._ring_at(due)
        else:
            self._due = None
            otherwise()
