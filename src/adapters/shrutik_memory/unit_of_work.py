"""The unit of work in memory: one at a time, undone unless committed."""

from types import TracebackType
from typing import Self

from shrutik_memory.arrivals import MemoryArrivals
from shrutik_memory.audit import MemoryAuditTrail
from shrutik_memory.chunks import MemoryChunks
from shrutik_memory.consensuses import MemoryConsensuses
from shrutik_memory.decisions import MemoryDecisions
from shrutik_memory.fingerprints import MemoryFingerprints
from shrutik_memory.flags import MemoryFlags
from shrutik_memory.golds import MemoryGolds
from shrutik_memory.jobs import MemoryJobs
from shrutik_memory.leases import MemoryLeases
from shrutik_memory.people import MemoryConsents, MemoryContributors, MemorySpeakers
from shrutik_memory.prompts import MemoryCollections, MemoryPrompts
from shrutik_memory.receipts import MemoryReceipts
from shrutik_memory.recordings import MemoryRecordings
from shrutik_memory.releases import MemoryReleases
from shrutik_memory.reviews import MemoryReviews
from shrutik_memory.standings import MemoryStandings
from shrutik_memory.store import MemoryStore
from shrutik_memory.tasks import MemoryTasks
from shrutik_memory.transcriptions import MemoryTranscriptions


class MemoryUnitOfWork:
    """`UnitOfWork` over a `MemoryStore`; units of work of other threads wait for its end."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._open = False
        self.contributors = MemoryContributors(store)
        self.speakers = MemorySpeakers(store)
        self.consents = MemoryConsents(store)
        self.arrivals = MemoryArrivals(store)
        self.collections = MemoryCollections(store)
        self.prompts = MemoryPrompts(store)
        self.recordings = MemoryRecordings(store)
        self.fingerprints = MemoryFingerprints(store)
        self.chunks = MemoryChunks(store)
        self.tasks = MemoryTasks(store)
        self.leases = MemoryLeases(store)
        self.flags = MemoryFlags(store)
        self.golds = MemoryGolds(store)
        self.transcriptions = MemoryTranscriptions(store)
        self.consensuses = MemoryConsensuses(store)
        self.decisions = MemoryDecisions(store)
        self.standings = MemoryStandings(store)
        self.reviews = MemoryReviews(store)
        self.releases = MemoryReleases(store)
        self.jobs = MemoryJobs(store)
        self.receipts = MemoryReceipts(store)
        self.audit = MemoryAuditTrail(store)

    def __enter__(self) -> Self:
        self._store.begin()
        self._open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(keep=False)

    def commit(self) -> None:
        """See `UnitOfWork.commit`."""
        if not self._open:
            raise RuntimeError("This unit of work is over or was not begun.")
        self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        if self._open:
            self._open = False
            self._store.end(keep=keep)


class MemoryUnitsOfWork:
    """`UnitsOfWork` over one store."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def __call__(self) -> MemoryUnitOfWork:
        """A new one, not begun; its ``with`` begins it."""
        return MemoryUnitOfWork(self._store)
