"""Tell an admin how much judges agree, from second looks, by figures that are some minutes old at most."""

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.review.agreement import ReviewAgreement, agreement_of
from shrutik_core.shared.ids import CollectionId
from shrutik_core.use_cases.steps.kept_sums import KeptSums
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class ReadAgreement:
    """How far second looks bear out what settled the chunks; make one for all calls, as it remembers the figures."""

    units_of_work: UnitsOfWork
    clock: Clock
    _kept: KeptSums[CollectionId, ReviewAgreement] = attrs.field(factory=KeptSums, init=False, eq=False)

    def __call__(self, actor: Actor, collection: str) -> ReviewAgreement:
        """The agreement over all decided second looks of a collection.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.SEE_ALL)
        with self.units_of_work() as uow:
            found = the_collection(uow, collection)
            return self._kept.get(
                found.id,
                self.clock.now(),
                lambda: agreement_of(uow.reviews.second_looks(found.id), found.language),
            )
