"""How fast a body comes, and whether that is fast enough."""

from shrutik_http.front.limits import FrontLimits

LOOK_SECONDS = 5.0
"""How often it is looked at."""


class Pace:
    """The pace of one body.

    Args:
        limits: what a body may take.
        began: when its head was whole, in seconds of the loop.
    """

    def __init__(self, limits: FrontLimits, began: float) -> None:
        self._began, self._allowed, self._rate = began, limits.body_seconds, limits.body_rate

    def is_too_slow(self, now: float, size: int, *, wanted: bool) -> bool:
        """Whether the body should be further by now; asked every `LOOK_SECONDS`.

        Args:
            now: seconds of the loop.
            size: bytes that have come.
            wanted: whether it is waited for; time in which it is not does not count.
        """
        if not wanted:
            self._allowed += LOOK_SECONDS
        return now - self._began > self._allowed + size / self._rate
