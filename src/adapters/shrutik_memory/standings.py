"""The repository of standings in memory."""

from collections.abc import Iterable, Mapping

from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.shared.ids import ContributorId
from shrutik_memory.store import MemoryStore


class MemoryStandings:
    """`Standings` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.standings

    def of(
        self, contributors: Iterable[ContributorId], language: str, *, lock: bool = False
    ) -> Mapping[ContributorId, Standing]:
        """See `Standings.of`; there is nothing to lock, for units of work wait for each other."""
        del lock
        return {one: self._rows.get((one, language)) or Standing() for one in contributors}

    def put_all(self, standings: Mapping[ContributorId, Standing], language: str) -> None:
        """See `Standings.put_all`."""
        for contributor, standing in standings.items():
            self._rows.put((contributor, language), standing)
