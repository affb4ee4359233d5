"""Recompute a collection: every chunk with a voice is decided anew, in batches, while people go on working."""

from collections.abc import Callable
from itertools import islice
from uuid import UUID

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ChunkId, CollectionId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.use_cases.chunks.decide_chunks import MOST_AT_ONCE, DecideChunks

_BATCH = MOST_AT_ONCE


@attrs.frozen
class RecomputeCollection:
    """Decides chunks in order of id, a transaction for each batch; broken off, it may simply be done again.

    Attributes:
        pause: is called between batches, for as long as others are to have their turn.
    """

    units_of_work: UnitsOfWork
    decide_chunks: DecideChunks
    clock: Clock
    pause: Callable[[], None]

    def __call__(self, subject: UUID) -> None:
        """Do it; a chunk that a reviewer settled keeps the reviewer's word."""
        after: ChunkId | None = None
        while ids := self._next(subject, after):
            self.decide_chunks(ids)
            after = ids[-1]
            self.pause()

    def give_up(self, subject: UUID, error: str) -> None:
        """Nothing to note: chunks that were not reached stay as they were, and the job is in the dead-letter list."""

    def _next(self, subject: UUID, after: ChunkId | None) -> tuple[ChunkId, ...]:
        with self.units_of_work() as uow:
            if after is not None:
                # However many chunks there are, this work is not taken for lost and begun anew beside it.
                uow.jobs.show_life(JobKind.RECOMPUTE_COLLECTION, subject, self.clock.now())
            ids = tuple(islice(uow.chunks.ids_of(CollectionId(subject), after), _BATCH))
            uow.commit()
        return ids
