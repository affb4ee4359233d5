"""Ids that were never made before."""

import os
import time
from collections.abc import Callable
from threading import Lock
from uuid import UUID

from shrutik_core.shared.ids import uuid7

_NOISE_BITS = 74
_STEP_BYTES = 4


class SystemIds:
    """`IdSource` of UUIDv7; within one process each sorts after the one before, whatever the clock does.

    In a millisecond that is not later than the last one, the last id's random part is raised by a random step
    (RFC 9562, 2024, section 6.2, method 2), so that ids stay hard to guess.

    Args:
        nanoseconds: since 1970.
        randomness: as many random bytes as asked for.
    """

    def __init__(
        self, nanoseconds: Callable[[], int] = time.time_ns, randomness: Callable[[int], bytes] = os.urandom
    ) -> None:
        self._nanoseconds = nanoseconds
        self._randomness = randomness
        self._lock = Lock()
        self._millisecond = -1
        self._noise = 0

    def new(self) -> UUID:
        """See `IdSource.new`."""
        with self._lock:
            self._advance(self._nanoseconds() // 1_000_000)
            return uuid7(self._millisecond, self._noise.to_bytes(10, "big"))

    def _advance(self, millisecond: int) -> None:
        if millisecond > self._millisecond:
            self._begin(millisecond)
            return
        self._noise += 1 + int.from_bytes(self._randomness(_STEP_BYTES), "big")
        if self._noise >> _NOISE_BITS:
            self._begin(self._millisecond + 1)

    def _begin(self, millisecond: int) -> None:
        self._millisecond = millisecond
        self._noise = int.from_bytes(self._randomness(10), "big") & ((1 << _NOISE_BITS) - 1)
