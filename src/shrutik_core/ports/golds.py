"""The repository of gold items."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from shrutik_core.shared.ids import ChunkId
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

    def find_all(self, chunks: Iterable[ChunkId]) -> Mapping[ChunkId, tuple[Gold, str]]:
        """Those of these chunks that are gold items, each with the language of its collection."""
        ...
