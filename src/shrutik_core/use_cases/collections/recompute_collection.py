"""Recompute a collection: every chunk with a voice is decided anew, one by one, while people go on working."""

from itertools import islice
from uuid import UUID

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ChunkId, CollectionId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.use_cases.chunks.decide_chunk import DecideChunk

_BATCH = 500


@attrs.frozen
class RecomputeCollection:
    """Decides chunks in order of id, each in a transaction of its own; broken off, it may simply be done again."""

    units_of_work: UnitsOfWork
    decide_chunk: DecideChunk
    clock: Clock

    def __call__(self, subject: UUID) -> None:
        """Do it; a chunk that a reviewer settled keeps the reviewer's word."""
        after: ChunkId | None = None
        while ids := self._next(CollectionId(subject), after):
            for chunk_id in ids:
                self.decide_chunk(chunk_id)
            after = ids[-1]
            self._show_life(subject)

    def give_up(self, subject: UUID, error: str) -> None:
        """Nothing to note: chunks that were not reached stay as they were, and the job is in the dead-letter list."""

    def _show_life(self, subject: UUID) -> None:
        """However many chunks there are, nobody takes this work for lost and begins it anew beside it."""
        with self.units_of_work() as uow:
            uow.jobs.show_life(JobKind.RECOMPUTE_COLLECTION, subject, self.clock.now())
            uow.commit()

    def _next(self, collection: CollectionId, after: ChunkId | None) -> tuple[ChunkId, ...]:
        with self.units_of_work() as uow:
            return tuple(islice(uow.chunks.ids_of(collection, after), _BATCH))
