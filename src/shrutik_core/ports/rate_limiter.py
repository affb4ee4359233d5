"""Counting of calls: tokens of a key that come back with time, taken by all processes together."""

from typing import Protocol

from shrutik_core.people.rate_limits import Rate, Reserve


class RateLimiter(Protocol):
    """Gives tokens out; of calls at the same time, no more get one than there are. Keys may be forgotten when full."""

    def take(self, key: str, rate: Rate, count: int = 1) -> Reserve:
        """Take tokens, all or none.

        Args:
            key: of what is counted; the same key is always asked with the same rate.
            rate: how many there are, and how fast they come back.
            count: 1 or more.
        """
        ...

    def give_back(self, key: str, rate: Rate, count: int = 1) -> None:
        """Give tokens back that were taken; at most as many as there are at all are there afterwards."""
        ...
