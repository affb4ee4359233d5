"""The repository of what gauges show: counted now where that is cheap, and otherwise made now and then and kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from shrutik_core.meters.amounts import Amounts
from shrutik_core.meters.meter import Meter, Reading
from shrutik_core.meters.queues import Backlog


class Readings(Protocol):
    """How much there is."""

    def backlogs(self, now: datetime) -> tuple[Backlog, ...]:
        """Jobs that wait, run or are dead; the cost grows with those, and not with what was ever done."""
        ...

    def leased(self, now: datetime) -> int:
        """How many tasks people hold whose lease ends later."""
        ...

    def amounts(self, since: datetime) -> Amounts:
        """Sums over all collections, and who sent a recording or a text since the instant; grows with the tables."""
        ...

    def keep(self, meters: Collection[Meter], readings: Collection[Reading], now: datetime) -> None:
        """Keep these readings, in place of all that are kept of these meters."""
        ...

    def kept(self) -> tuple[tuple[Reading, datetime], ...]:
        """All that are kept, with when they were read; those of meters that are not known any more are left out."""
        ...
