"""Tell a person what they have done so far."""

from datetime import date, timedelta

import attrs

from shrutik_core.people.activity import LONGEST_STREAK, Activity
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.use_cases.steps.lookups import the_contributor


@attrs.frozen
class OwnActivity:
    """What a person has done, for themselves alone."""

    units_of_work: UnitsOfWork
    clock: Clock

    def __call__(self, actor: Actor, ahead: timedelta = timedelta()) -> tuple[Activity, date]:
        """What the person did, and which day it is where they are.

        Args:
            actor: who asks.
            ahead: how far their clock is ahead of UTC, in whole minutes.

        Raises:
            Refused: ``not_permitted``.
        """
        now = self.clock.now()
        with self.units_of_work() as uow:
            person = the_contributor(uow, actor)
            since = now - timedelta(days=LONGEST_STREAK)
            activity = uow.activities.of_person(person.id, person.speaker, since, ahead)
        return activity, (now + ahead).date()
