"""Metrics as programs count into them: that costs microseconds, and never fails."""

from collections.abc import Iterable
from typing import Protocol

from shrutik_core.metrics.metric import GaugeReading, Metric


class Metrics(Protocol):
    """The metrics of all processes that share a place; any thread may count into them.

    Each metric keeps at most `MOST_COMBINATIONS` values of its labels apart in a process, and one more for all others.
    """

    def count(self, metric: Metric, *values: str, by: float = 1.0) -> None:
        """Add to a counter; ``values`` are those of its labels, ``by`` is 0 or more."""
        ...

    def note(self, metric: Metric, value: float, *values: str) -> None:
        """Add a value to a histogram; ``values`` are those of its labels."""
        ...

    def close(self) -> None:
        """Let go of the place; what is counted afterwards is forgotten. Closing again does nothing."""
        ...

    def exposition(self, readings: Iterable[GaugeReading] = ()) -> bytes:
        """All that was counted, and these readings of gauges, as Prometheus reads it (text format 0.0.4, UTF-8)."""
        ...
