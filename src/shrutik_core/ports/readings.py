"""The repository of what gauges show: counted now where that is cheap, and otherwise made now and then and kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from shrutik_core.metrics.amounts import CollectionAmounts
from shrutik_core.metrics.metric import GaugeReading, Metric
from shrutik_core.metrics.queues import Backlog


class Readings(Protocol):
    """How much there is."""

    def backlogs(self, now: datetime) -> tuple[Backlog, ...]:
        """Jobs that wait, run or are dead; the cost grows with those, and not with what was ever done."""
        ...

    def leased(self, now: datetime) -> int:
        """How many tasks people hold whose lease ends later."""
        ...

    def amounts(self, since: datetime) -> CollectionAmounts:
        """Sums over all collections, and who sent a recording or a text since the instant; grows with the tables."""
        ...

    def keep(self, metrics: Collection[Metric], readings: Collection[GaugeReading], now: datetime) -> None:
        """Keep these readings, in place of all that are kept of these metrics."""
        ...

    def kept(self) -> tuple[tuple[GaugeReading, datetime], ...]:
        """All that are kept, with when they were read; those of metrics that are not known any more are left out."""
        ...
