"""The repository of arrivals in memory."""

from collections.abc import Iterable, Mapping

from shrutik_core.people.arrival import Arrival
from shrutik_core.ports.arrivals import Arrived
from shrutik_core.shared.ids import ContributorId
from shrutik_memory.store import MemoryStore


class MemoryArrivals:
    """`Arrivals` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows, self._contributors = store.arrivals, store.contributors

    def add(self, arrival: Arrival) -> None:
        """See `Arrivals.add`."""
        self._rows.put(arrival.contributor, arrival)

    def of(self, contributors: Iterable[ContributorId]) -> Mapping[ContributorId, Arrived]:
        """See `Arrivals.of`."""
        accounts = (self._contributors.get(one) for one in sorted(set(contributors)))
        return {
            one.id: Arrived(self._rows.get(one.id) or Arrival(one.id), one.created_at)
            for one in accounts
            if one is not None
        }
