"""The repository of gold items in memory."""

from collections.abc import Iterable
from uuid import UUID

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, SpeakerId
from shrutik_core.transcription.gold import Gold, GoldCandidate, from_start, may_be_lent
from shrutik_memory.store import MemoryStore


class MemoryGolds:
    """`Golds` in memory; what is offered is locked because only one unit of work runs at a time."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.golds
        self._chunks = store.chunks
        self._tasks = store.tasks

    def put(self, gold: Gold) -> None:
        """See `Golds.put`."""
        self._rows.put(gold.chunk, gold)

    def remove(self, chunk: ChunkId) -> None:
        """See `Golds.remove`."""
        if self._rows.get(chunk) is not None:
            self._rows.remove(chunk)

    def find(self, chunk: ChunkId) -> Gold | None:
        """See `Golds.find`."""
        return self._rows.get(chunk)

    def offer(
        self, collection: CollectionId, contributor: ContributorId, own: SpeakerId, count: int, start: UUID
    ) -> tuple[Chunk, ...]:
        """See `Golds.offer`."""
        offered: list[Chunk] = []
        for candidate in from_start(self._candidates(collection, contributor), start):
            if len(offered) == count:
                break
            if may_be_lent(candidate, contributor, own):
                offered.append(candidate.chunk)
        return tuple(offered)

    def lend(self, chunks: Iterable[ChunkId]) -> None:
        """See `Golds.lend`."""
        for chunk in chunks:
            gold = self._rows.get(chunk)
            if gold is not None:
                self._rows.put(chunk, attrs.evolve(gold, lent=gold.lent + 1))

    def _candidates(self, collection: CollectionId, contributor: ContributorId) -> Iterable[GoldCandidate]:
        for gold in self._rows.group("collection", collection):
            chunk = self._chunks.get(gold.chunk)
            if chunk is not None:
                had = self._tasks.group("pair", (gold.chunk, contributor))
                yield GoldCandidate(gold, chunk, had_before=bool(had))
