"""Re-chunk a collection: every recording that may be cut anew is, on many processors or machines."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import attrs

from shrutik_core.chunking.cuts import whole
from shrutik_core.chunking.rechunking import Rechunked
from shrutik_core.collections.collection import Collection
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.ids import RecordingId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.rechunking.cut_anew import CutAnew
from shrutik_core.use_cases.rechunking.keep_recut import KeepRecut
from shrutik_core.use_cases.rechunking.recut import RecutOrder, RecutOutcome
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import the_collection
from shrutik_core.use_cases.steps.walk import items

MOST_TOLD = 100
"""Recordings that failed which are told one by one; the others are counted."""


@attrs.frozen
class FailedRecording:
    """A recording that could not be cut anew.

    Attributes:
        recording: which.
        code: of the error.
        detail: what to do, for a person.
    """

    recording: RecordingId
    code: str
    detail: str


@attrs.frozen
class RechunkReport:
    """How far a run is, or what came of it.

    Attributes:
        total: recordings that were to be looked at; 0 or more.
        became: how many became what; those that nothing became of yet are missing.
        failed: the first that failed, up to `MOST_TOLD`.
    """

    total: int
    became: Mapping[Rechunked, int]
    failed: tuple[FailedRecording, ...] = ()

    @property
    def done(self) -> int:
        """Recordings that were looked at."""
        return sum(self.became.values())


@attrs.define
class _Tally:
    """Counts as it goes, and tells of it."""

    total: int
    told: Callable[[RechunkReport], object] | None
    became: Counter[Rechunked] = attrs.field(factory=Counter)
    failed: list[FailedRecording] = attrs.field(factory=list)

    def count(self, became: Rechunked) -> None:
        self.became[became] += 1
        if self.told is not None:
            self.told(self.report)

    def add(self, outcome: RecutOutcome, became: Rechunked) -> None:
        self.count(became)
        if became is Rechunked.FAILED and len(self.failed) < MOST_TOLD:
            self.failed.append(FailedRecording(outcome.order.recording, outcome.code, outcome.detail))

    @property
    def report(self) -> RechunkReport:
        return RechunkReport(self.total, dict(self.became), tuple(self.failed))


@attrs.frozen
class RechunkCollection:
    """Cuts the recordings of a collection anew by the rules that it has now.

    Whoever cuts knows the blob store alone; what they made is kept here, a recording a transaction. So it may be broken
    off anywhere and done again: what was kept stays, what was cut is found by its note, and the second run of two finds
    all cuts the same.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    pool: WorkPool
    cut: CutAnew
    keep: KeepRecut

    def __call__(
        self, reference: str, *, writes: bool = True, on_progress: Callable[[RechunkReport], object] | None = None
    ) -> RechunkReport:
        """What became of each recording.

        Args:
            reference: slug or id of the collection.
            writes: whether anything changes; otherwise it is only told what would.
            on_progress: is told after each recording.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Unavailable: if a store does not answer, or ``work_pool_lost``.
        """
        collection, tally = self._begin(reference, on_progress)
        noted = not writes
        for outcome in self.pool.each(self.cut, self._orders(collection, tally, writes=writes)):
            if not noted and outcome.differs:
                self._note(collection)
                noted = True
            tally.add(outcome, self.keep(outcome))
        return tally.report

    def _begin(
        self, reference: str, on_progress: Callable[[RechunkReport], object] | None
    ) -> tuple[Collection, _Tally]:
        with self.units_of_work() as uow:
            collection = the_collection(uow, reference)
            request = PageRequest(1, total=True)
            found = uow.recordings.page(request, collection=collection.id, status=RecordingStatus.CHUNKED)
        return collection, _Tally(found.total or 0, on_progress)

    def _note(self, collection: Collection) -> None:
        """Keep in the audit trail that somebody does this, before the first clip is replaced."""
        with self.units_of_work() as uow:
            add_entry(uow, self.ids, self.clock.now(), None, "collection.rechunked", collection.id)
            uow.commit()

    def _orders(self, collection: Collection, tally: _Tally, *, writes: bool) -> Iterator[RecutOrder]:
        for recording in items(partial(self._page, collection)):
            order = self._order(collection, recording, writes=writes)
            if isinstance(order, Rechunked):
                tally.count(order)
            else:
                yield order

    def _page(self, collection: Collection, request: PageRequest) -> Page[Recording]:
        with self.units_of_work() as uow:
            return uow.recordings.page(request, collection=collection.id, status=RecordingStatus.CHUNKED)

    def _order(self, collection: Collection, recording: Recording, *, writes: bool) -> RecutOrder | Rechunked:
        """What is to be done, or why nothing is: whatever people worked on is not even decoded."""
        with self.units_of_work() as uow:
            cuts, clips = uow.recordings.cuts(recording.id), uow.clip_sets.find(recording.id)
        if cuts is None or recording.sound is None:
            return Rechunked.CHANGED
        if cuts == whole(recording.id, recording.sound.samples):
            return Rechunked.WHOLE
        return clips.hindrance or RecutOrder(
            recording.id, recording.audio, cuts, collection.policies.chunking, writes=writes
        )
