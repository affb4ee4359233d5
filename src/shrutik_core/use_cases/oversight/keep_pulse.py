"""Keep an installation's pulse: what API processes were asked, and what waits, as admins look at it later."""

from typing import Protocol

import attrs

from shrutik_core.metrics.pulse import KEPT, SLOT, PulseSlot, slot_at
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.jobs import JobStatus


class RequestTally(Protocol):
    """What one process counted of requests, and nobody kept yet."""

    def take(self) -> tuple[PulseSlot, ...]:
        """What was counted since the last time; it is forgotten here."""
        ...

    def give_back(self, slots: tuple[PulseSlot, ...]) -> None:
        """Count these again: they could not be kept."""
        ...


@attrs.frozen
class KeepRequests:
    """Keeps what one process counted, every minute or so."""

    units_of_work: UnitsOfWork
    tally: RequestTally

    def __call__(self) -> None:
        """Keep it.

        Raises:
            Unavailable: if the database does not answer; it is kept the next time.
        """
        slots = self.tally.take()
        if not slots:
            return
        try:
            with self.units_of_work() as uow:
                for slot in slots:
                    uow.pulses.join(slot)
                uow.commit()
        except Unavailable:
            self.tally.give_back(slots)
            raise


@attrs.frozen
class KeepPulse:
    """Keeps what waits and what was decided; done by one process for all, every minute."""

    units_of_work: UnitsOfWork
    clock: Clock

    def __call__(self) -> None:
        """Look, keep, and forget what is too old.

        Raises:
            Unavailable: if the database does not answer.
        """
        now = self.clock.now()
        begins = slot_at(now)
        with self.units_of_work() as uow:
            backlogs = uow.readings.backlogs(now)
            waiting = [one for one in backlogs if one.status is JobStatus.WAITING]
            uow.pulses.join(
                PulseSlot(
                    begins,
                    decided=uow.pulses.decided(begins, begins + SLOT),
                    waiting=sum(one.number for one in waiting),
                    oldest=max((one.oldest for one in waiting), default=0.0),
                    dead=sum(one.number for one in backlogs if one.status is JobStatus.DEAD),
                )
            )
            # Also what was decided after the last look at the slot before.
            uow.pulses.join(PulseSlot(begins - SLOT, decided=uow.pulses.decided(begins - SLOT, begins)))
            uow.pulses.forget(now - KEPT)
            uow.commit()
