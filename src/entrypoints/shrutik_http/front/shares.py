"""Shares: how the processes that answer on one socket know which of them has the fewest connections."""

import mmap

MOST_PROCESSES = 64
_BYTES = 4  # of a number


class Share:
    """The connections of one process, where the others see how many they are.

    Args:
        counts: of each process one more than its connections, or 0 if it is not there.
        place: of this process.
    """

    def __init__(self, counts: "memoryview[int]", place: int) -> None:
        self._counts, self._place = counts, place

    def open(self) -> None:
        """This process is there, and has none; whatever one before it in its place had is gone."""
        self._counts[self._place] = 1

    def close(self) -> None:
        """It is not there any more."""
        self._counts[self._place] = 0

    def more(self) -> None:
        """It has one connection more."""
        self._counts[self._place] += 1

    def less(self) -> None:
        """It has one connection less."""
        self._counts[self._place] -= 1

    @property
    def connections(self) -> int:
        """How many it has."""
        return self._counts[self._place] - 1

    @property
    def is_least(self) -> bool:
        """Whether no other process has fewer."""
        mine = self._counts[self._place]
        return not any(0 < count < mine for count in self._counts)


class Shares:
    """The shares of all processes, in memory that they share if they are forked after it was made.

    Each writes its own number alone, so nothing is locked. What a killed process had counts on until another takes its
    place; until then the others only wait a moment longer before they take a connection.
    """

    def __init__(self) -> None:
        self._counts = memoryview(mmap.mmap(-1, _BYTES * MOST_PROCESSES)).cast("i")

    def of(self, process: int) -> Share:
        """The share of a process, by its number; those that are `MOST_PROCESSES` apart have the same."""
        return Share(self._counts, process % MOST_PROCESSES)
