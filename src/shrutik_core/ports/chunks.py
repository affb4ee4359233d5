"""The repository of chunks."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ChunkId, CollectionId, RecordingId
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

    def ids_of(self, collection: CollectionId, after: ChunkId | None = None) -> Iterator[ChunkId]:
        """The chunks of a collection that have a vote, streamed in order of id; those behind ``after`` if given."""
        ...
