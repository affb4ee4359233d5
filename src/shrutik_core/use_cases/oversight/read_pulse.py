"""Tell an admin how the installation did in the last day, or days, without anything that watches it from outside."""

from datetime import timedelta

import attrs

from shrutik_core.metrics.pulse import PulseSlot, gathered, width_for
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork


@attrs.frozen
class ReadPulse:
    """The points of plots."""

    units_of_work: UnitsOfWork
    clock: Clock

    def __call__(self, actor: Actor, days: int) -> tuple[tuple[PulseSlot, ...], timedelta]:
        """The points, oldest first, and how long each is.

        Args:
            actor: who asks.
            days: 1 to 30, of 24 hours, of which the last ends now.

        Raises:
            Refused: ``not_permitted``.
        """
        actor.require(Permission.SEE_ALL)
        now, span = self.clock.now(), timedelta(days=days)
        with self.units_of_work() as uow:
            return gathered(uow.pulses.since(now - span), span, now), width_for(span)
