"""Recompute a collection on many processors or machines: they work out what votes amount to, and one decides by it."""

from collections.abc import Callable, Iterator
from itertools import islice

import attrs

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.shared.ids import ChunkId, CollectionId
from shrutik_core.use_cases.chunks.decide_chunks import MOST_AT_ONCE, DecideChunks
from shrutik_core.use_cases.chunks.foresee import Foreseen, VoteBatch, foresee
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class RecomputeReport:
    """How far a run is, or what came of it.

    Attributes:
        total: chunks with a vote when it began; 0 or more.
        done: chunks that were decided, or had been closed.
        foreseen: clips whose consensus the workers had worked out.
        worked_out_here: those whose votes, or what is known of who typed them, had changed since.
    """

    total: int
    done: int = 0
    foreseen: int = 0
    worked_out_here: int = 0


@attrs.frozen
class RecomputeOnMany:
    """Decides every chunk with a vote anew, to the same result as `RecomputeCollection`, in the same batches.

    Workers get votes and give back consensuses; of the database they know nothing. What they gave is used only if the
    votes are still the same once the chunks are locked. Broken off, it may simply be done again.
    """

    units_of_work: UnitsOfWork
    decide_chunks: DecideChunks
    pool: WorkPool

    def __call__(
        self, reference: str, on_progress: Callable[[RecomputeReport], object] | None = None
    ) -> RecomputeReport:
        """How many were decided.

        Args:
            reference: slug or id of the collection.
            on_progress: is told after each batch.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Unavailable: if a store does not answer, or ``work_pool_lost``.
        """
        with self.units_of_work() as uow:
            collection = the_collection(uow, reference).id
            report = RecomputeReport(sum(1 for _ in uow.chunks.ids_of(collection)))
        for made in self.pool.each(foresee, self._batches(collection)):
            known = Foreseen.of(made)
            attrs.evolve(self.decide_chunks, aggregate=known)(made.batch.chunks)
            report = RecomputeReport(
                report.total,
                report.done + len(made.batch.chunks),
                report.foreseen + known.used,
                report.worked_out_here + known.asked - known.used,
            )
            if on_progress is not None:
                on_progress(report)
        return report

    def _batches(self, collection: CollectionId) -> Iterator[VoteBatch]:
        after: ChunkId | None = None
        while ids := self._next(collection, after):
            yield VoteBatch(ids, self.decide_chunks.votes_of(ids))
            after = ids[-1]

    def _next(self, collection: CollectionId, after: ChunkId | None) -> tuple[ChunkId, ...]:
        with self.units_of_work() as uow:
            return tuple(islice(uow.chunks.ids_of(collection, after), MOST_AT_ONCE))
