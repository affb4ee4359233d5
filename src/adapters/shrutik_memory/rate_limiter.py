"""Tokens of keys, in a dictionary."""

from threading import Lock

from shrutik_core.people.rate_limits import Rate, Reserve
from shrutik_core.ports.clock import Clock


class MemoryRateLimiter:
    """`RateLimiter` of one process, for tests.

    Args:
        clock: the present.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, Lock()
        self._full_at: dict[str, int] = {}

    def take(self, key: str, rate: Rate, count: int = 1) -> Reserve:
        """See `RateLimiter.take`."""
        now = int(self._clock.now().timestamp() * 1_000_000) * 1_000
        with self._lock:
            self._full_at[key], reserve = rate.take(self._full_at.get(key, 0), now, count)
        return reserve

    def give_back(self, key: str, rate: Rate, count: int = 1) -> None:
        """See `RateLimiter.give_back`."""
        with self._lock:
            self._full_at[key] = rate.give_back(self._full_at.get(key, 0), count)
