"""The repository of chunks."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, RecordingId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "chunk_missing", "There is no such chunk.")


class Chunks(Protocol):
    """Chunks."""

    def add_all(self, chunks: Iterable[Chunk]) -> None:
        """Keep those whose id is new; the others stay as they are."""
        ...

    def save(self, chunk: Chunk) -> None:
        """Keep what changed.

        Raises:
            Missing: ``chunk_missing``.
        """
        ...

    def find(self, chunk: ChunkId, *, lock: bool = False) -> Chunk | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def page(self, recording: RecordingId, request: PageRequest) -> Page[Chunk]:
        """A recording's, in order of index."""
        ...

    def claim(
        self, collection: CollectionId, contributor: ContributorId, own: SpeakerId, count: int, now: datetime
    ) -> tuple[Chunk, ...]:
        """Up to ``count`` chunks for which `transcription.assignment.obstacle` is None, the most urgent first.

        Equally urgent ones come in an order that has nothing to do with their ids, times or recordings: else whoever
        is lent a gold item among them could tell it by these. Leases count while ``lease_expires_at > now``, but for
        those of gold items. What is returned is locked until this unit of work ends, and what another unit of work has
        locked is passed over, so two people never take the last place of a chunk. The cost must not grow with the
        table.
        """
        ...

    def ids_of(self, collection: CollectionId, after: ChunkId | None = None) -> Iterator[ChunkId]:
        """The chunks of a collection that have a vote, streamed in order of id; those behind ``after`` if given."""
        ...
