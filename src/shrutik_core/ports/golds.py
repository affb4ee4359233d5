"""The repository of gold items."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, SpeakerId
from shrutik_core.transcription.gold import Gold


class Golds(Protocol):
    """Gold items, at most one for each chunk; whoever changes one holds its chunk's lock."""

    def put(self, gold: Gold) -> None:
        """Keep it in place of an earlier one of the same chunk."""
        ...

    def remove(self, chunk: ChunkId) -> None:
        """The chunk is not a gold item any more; nothing happens if it was not one."""
        ...

    def find(self, chunk: ChunkId) -> Gold | None:
        """By chunk."""
        ...

    def offer(
        self, collection: CollectionId, contributor: ContributorId, own: SpeakerId, count: int, start: UUID
    ) -> tuple[Chunk, ...]:
        """Up to ``count`` chunks that `transcription.gold.may_be_lent`, in the order of `from_start`.

        What is returned is locked until this unit of work ends, and what another has locked is passed over. The cost
        must not grow with the table, so that there may be fewer for whoever had the next hundred already.
        """
        ...

    def lend(self, chunks: Iterable[ChunkId]) -> None:
        """Note that each of these was lent to one more person."""
        ...
