"""Tell everybody how far a collection has come, from sums that are some minutes old at most."""

from datetime import datetime, timedelta

import attrs

from shrutik_core.collections.progress import Progress
from shrutik_core.collections.words import CollectionWords
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import CollectionId
from shrutik_core.use_cases.steps.lookups import the_collection

KEPT = timedelta(minutes=2)
"""How long sums are told again before they are made anew."""


@attrs.frozen
class ReadProgress:
    """How far collections have come; make one for all calls, as it remembers the sums of each collection."""

    units_of_work: UnitsOfWork
    clock: Clock
    _known: dict[CollectionId, tuple[datetime, Progress]] = attrs.field(factory=dict, init=False, eq=False)

    def __call__(self, reference: str) -> tuple[Progress, float | None]:
        """How far the collection has come, and the hours that are its goal; ``reference`` is its slug or id.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
        """
        now = self.clock.now()
        with self.units_of_work() as uow:
            collection = the_collection(uow, reference).id
            goal = uow.collections.words([collection]).get(collection, CollectionWords()).goal_hours
            until, known = self._known.get(collection, (now, None))
            if known is not None and now < until:
                return known, goal
            if known is not None:
                # Who asks meanwhile is told the former sums, and does not make them, too.
                self._known[collection] = now + KEPT, known
            progress = uow.activities.of_collection(collection)
        self._known[collection] = now + KEPT, progress
        return progress, goal
