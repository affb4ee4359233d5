"""Tell everybody how far a collection has come, from sums that are some minutes old at most."""

import attrs

from shrutik_core.collections.progress import Progress
from shrutik_core.collections.words import CollectionWords
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import CollectionId
from shrutik_core.use_cases.steps.kept_sums import KeptSums
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class ReadProgress:
    """How far collections have come; make one for all calls, as it remembers the sums of each collection."""

    units_of_work: UnitsOfWork
    clock: Clock
    _kept: KeptSums[CollectionId, Progress] = attrs.field(factory=KeptSums, init=False, eq=False)

    def __call__(self, reference: str) -> tuple[Progress, float | None]:
        """How far the collection has come, and the hours that are its goal; ``reference`` is its slug or id.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
        """
        with self.units_of_work() as uow:
            collection = the_collection(uow, reference).id
            goal = uow.collections.words([collection]).get(collection, CollectionWords()).goal_hours
            progress = self._kept.get(collection, self.clock.now(), lambda: uow.activities.of_collection(collection))
        return progress, goal
