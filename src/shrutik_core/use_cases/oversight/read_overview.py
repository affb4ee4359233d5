"""Tell an admin how much there is and what was done day by day, from sums that are some minutes old at most."""

from datetime import UTC, date, datetime, time, timedelta

import attrs

from shrutik_core.collections.overview import Overview
from shrutik_core.people.activity import days_until
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import CollectionId
from shrutik_core.use_cases.steps.kept_sums import KeptSums
from shrutik_core.use_cases.steps.lookups import the_collection

_Key = tuple[CollectionId | None, timedelta, date]


@attrs.frozen
class ReadOverview:
    """Sums over a collection or over all; make one for all calls, as it remembers them."""

    units_of_work: UnitsOfWork
    clock: Clock
    _kept: KeptSums[_Key, Overview] = attrs.field(factory=KeptSums, init=False, eq=False)

    def __call__(
        self, actor: Actor, collection: str | None = None, ahead: timedelta = timedelta()
    ) -> tuple[Overview, date]:
        """How much there is, and which day it is for whoever asks.

        Args:
            actor: who asks.
            collection: the slug or id of one; None for all.
            ahead: how far their clock is ahead of UTC, in whole minutes.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.SEE_ALL)
        now = self.clock.now()
        today = (now + ahead).date()
        since = datetime.combine(next(iter(days_until(today))), time(), UTC) - ahead
        with self.units_of_work() as uow:
            found = None if collection is None else the_collection(uow, collection).id
            overview = self._kept.get(
                (found, ahead, today), now, lambda: uow.activities.overview(found, since, now, ahead)
            )
        return overview, today
