"""The repository of chunks in memory."""

from collections.abc import Iterable, Iterator

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.ids import ChunkId, CollectionId, RecordingId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import cut, index_cursor
from shrutik_memory.store import MemoryStore


class MemoryChunks:
    """`Chunks` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.chunks

    def add_all(self, chunks: Iterable[Chunk]) -> None:
        """See `Chunks.add_all`."""
        for chunk in chunks:
            if self._rows.get(chunk.id) is None:
                self._rows.put(chunk.id, chunk)

    def save(self, chunk: Chunk) -> None:
        """See `Chunks.save`."""
        self._rows.replace(chunk.id, chunk)

    def find(self, chunk: ChunkId, *, lock: bool = False) -> Chunk | None:  # noqa: ARG002 - all is locked
        """See `Chunks.find`."""
        return self._rows.get(chunk)

    def page(self, recording: RecordingId, request: PageRequest) -> Page[Chunk]:
        """See `Chunks.page`."""
        after = -1 if request.cursor is None else index_cursor(request.cursor)
        taken = [row for row in self._rows.group("recording", recording) if request.takes(row.created_at)]
        rest = [row for row in taken if row.index > after]
        return cut(sorted(rest, key=lambda row: row.index), request, lambda row: str(row.index), len(taken))

    def ids_of(self, collection: CollectionId, after: ChunkId | None = None) -> Iterator[ChunkId]:
        """See `Chunks.ids_of`."""
        voted = [row.id for row in self._rows.group("collection", collection) if row.votes]
        return iter(sorted(voted if after is None else [id_ for id_ in voted if id_ > after]))
