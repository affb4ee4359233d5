"""The repository of an installation's pulse: a row for each five minutes, and no more than those of a month."""

from datetime import datetime
from typing import Protocol

from shrutik_core.metrics.pulse import PulseSlot


class Pulses(Protocol):
    """What was seen, slot by slot."""

    def join(self, slot: PulseSlot) -> None:
        """Join it with what is kept of the same slot, as `PulseSlot.joined` does; ``decided`` is told in full.

        Args:
            slot: begins where slots of `SLOT` do. Requests are added; of all else, the most is kept.
        """
        ...

    def since(self, instant: datetime) -> tuple[PulseSlot, ...]:
        """Slots that begin then or later, oldest first; those in which nothing was seen are left out."""
        ...

    def decided(self, since: datetime, before: datetime) -> int:
        """How many jobs of decisions were done from the one instant on, and before the other."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete slots that began earlier; how many."""
        ...
