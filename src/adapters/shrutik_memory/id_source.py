"""Ids that are the same in each run."""

from itertools import count
from uuid import UUID

from shrutik_core.shared.ids import uuid7
from shrutik_memory.clock import START


class MemoryIds:
    """`IdSource` for tests: UUIDv7 one after the other, a millisecond apart.

    Args:
        family: 0 to 255; sources of different families make different ids.
    """

    def __init__(self, family: int = 0) -> None:
        self._born = count(round(START.timestamp() * 1_000))
        self._noise = bytes([family]) * 10

    def new(self) -> UUID:
        """See `IdSource.new`."""
        return uuid7(next(self._born), self._noise)
