"""Meters as programs turn them: counting costs microseconds, and never fails."""

from collections.abc import Iterable
from typing import Protocol

from shrutik_core.meters.meter import Meter, Reading


class Meters(Protocol):
    """The meters of all processes that share a place; any thread may turn them.

    Each meter keeps at most `MOST_COMBINATIONS` values of its labels apart in a process, and one more for all others.
    """

    def count(self, meter: Meter, *values: str, by: float = 1.0) -> None:
        """Add to a counter; ``values`` are those of its labels, ``by`` is 0 or more."""
        ...

    def note(self, meter: Meter, value: float, *values: str) -> None:
        """Add a value to a histogram; ``values`` are those of its labels."""
        ...

    def exposition(self, readings: Iterable[Reading] = ()) -> bytes:
        """All that was counted, and these readings of gauges, as Prometheus reads it (text format 0.0.4, UTF-8)."""
        ...
