"""Tell everybody how far a collection has come, from sums that are some minutes old at most."""

import json
from uuid import UUID

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.progress import Progress
from shrutik_core.collections.words import CollectionWords
from shrutik_core.ports.cache import Cache, Keeping
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.steps.lookups import no_collection, the_collection

KEEPING = Keeping(fresh=120, stale=120, nothing=5)
"""The cost of the sums grows with the clips, so that they are not made for each call."""


@attrs.frozen
class ReadProgress:
    """How far collections have come; remembered for everybody, as everybody may know it."""

    units_of_work: UnitsOfWork
    cache: Cache

    def __call__(self, reference: str) -> tuple[Progress, float | None]:
        """How far the collection has come, and the hours that are its goal; ``reference`` is its slug or id.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
        """
        told = self.cache.get(_name(reference), lambda: self._make(reference), KEEPING)
        if told is None:
            raise no_collection(reference)
        progress, goal = json.loads(told)
        return Progress(**progress), goal

    def _make(self, reference: str) -> bytes | None:
        with self.units_of_work() as uow:
            try:
                collection = the_collection(uow, reference).id
            except Missing:
                return None
            goal = uow.collections.words([collection]).get(collection, CollectionWords()).goal_hours
            progress = uow.activities.of_collection(collection)
        return json.dumps([attrs.asdict(progress), goal]).encode()


def forget_progress(cache: Cache, collection: Collection) -> None:
    """Tell what is so now of a collection that was made, or whose words were changed."""
    for reference in (collection.slug, str(collection.id)):
        cache.forget(_name(reference))


def _name(reference: str) -> str:
    """One for all ways to write an id."""
    try:
        return f"progress {UUID(reference)}"
    except ValueError:
        return f"progress {reference}"
