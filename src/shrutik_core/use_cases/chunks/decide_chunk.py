"""Decide a chunk: what its transcriptions agree on, and what happens to it next."""

from uuid import UUID

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.metrics import Metrics
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.chunks.decide_chunks import DecideChunks
from shrutik_core.use_cases.steps.count_decisions import count_decisions

GONE = "The chunk is gone."


@attrs.frozen
class DecideChunk:
    """`DecideChunks` of one chunk, as the work of a job of its own."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    second_look_key: bytes = attrs.field(default=b"", repr=False)
    metrics: Metrics | None = None

    def __call__(self, subject: UUID) -> None:
        """Keep the consensus; settle the chunk, ask for more votes, or send it to review.

        Raises:
            Missing: ``chunk_missing``.
        """
        decide_chunks = DecideChunks(self.units_of_work, self.clock, self.ids, self.second_look_key)
        with self.units_of_work() as uow:
            decided = decide_chunks.within(uow, [ChunkId(subject)], wait=True)
            if not decided.cases:
                raise Missing("chunk_missing", GONE)
            uow.commit()
        count_decisions(self.metrics, decided.made)

    def give_up(self, subject: UUID, error: str) -> None:
        """Nothing to note: the chunk stays open, and the job stands in the dead-letter list."""
