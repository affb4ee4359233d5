"""Tokens of keys, in memory that all processes share which are forked after it was made."""

import hashlib
import mmap
import secrets
import time

from shrutik_core.people.rate_limits import Rate, Reserve
from shrutik_system.shared_locks import SharedLocks, shared_locks

BUCKETS = 16_384
PLACES = 4
"""Of a bucket; with the buckets, 65,536 keys in one megabyte."""
_LOCKS = 256
_WORDS = 2  # a key's digest, and when its tokens are all there again


class SharedRateLimiter:
    """`RateLimiter` of the processes of one machine.

    A table of a fixed size. A key has its place in one of a few that its digest tells; if none is free, the one goes
    whose tokens are all there soonest. The digest's key is random, so no one can choose keys that meet.

    Args:
        buckets: of the table, a power of 2.
        locks: as many as `SharedLocks` were made for, each for every so many buckets; None to make them.
    """

    def __init__(self, buckets: int = BUCKETS, locks: SharedLocks | None = None) -> None:
        self._buckets, self._locks = buckets, locks or shared_locks(_LOCKS)
        self._table = memoryview(mmap.mmap(-1, 8 * _WORDS * PLACES * buckets)).cast("Q")
        self._secret = secrets.token_bytes(32)

    def take(self, key: str, rate: Rate, count: int = 1) -> Reserve:
        """See `RateLimiter.take`."""
        digest, table = self._digest(key), self._table
        with self._locks.hold(digest % _LOCKS):
            now = time.monotonic_ns()
            place = self._place(digest, now)
            table[place + 1], reserve = rate.take(table[place + 1], now, count)
        return reserve

    def give_back(self, key: str, rate: Rate, count: int = 1) -> None:
        """See `RateLimiter.give_back`."""
        digest, table = self._digest(key), self._table
        with self._locks.hold(digest % _LOCKS):
            place = self._place(digest, time.monotonic_ns())
            table[place + 1] = max(0, rate.give_back(table[place + 1], count))

    def _digest(self, key: str) -> int:
        return int.from_bytes(
            hashlib.blake2b(key.encode(errors="surrogatepass"), digest_size=8, key=self._secret).digest()
        )

    def _place(self, digest: int, now: int) -> int:
        """Where the key's numbers are; taken from another if it had none."""
        table, first = self._table, digest % self._buckets * _WORDS * PLACES
        soonest = first
        for place in range(first, first + _WORDS * PLACES, _WORDS):
            if table[place] == digest:
                return place
            if table[place + 1] < table[soonest + 1]:
                soonest = place
        table[soonest], table[soonest + 1] = digest, now
        return soonest
