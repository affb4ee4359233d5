"""The repository of chunks in memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, RecordingId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.assignment import Candidate, obstacle, urgency
from shrutik_core.transcription.task import TaskStatus
from shrutik_memory.paging import cut, index_cursor
from shrutik_memory.store import MemoryStore


def _turn(chunk: Chunk) -> tuple[int, bytes]:
    """By urgency, then in an order that ids do not show, and that is the same in every run."""
    return urgency(chunk), blake2b(chunk.id.bytes, key=b"turn").digest()


class MemoryChunks:
    """`Chunks` in memory; what is claimed is locked because only one unit of work runs at a time."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.chunks
        self._tasks = store.tasks

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

    def claim(
        self, collection: CollectionId, contributor: ContributorId, own: SpeakerId, count: int, now: datetime
    ) -> tuple[Chunk, ...]:
        """See `Chunks.claim`."""
        claimed: list[Chunk] = []
        for chunk in sorted(self._rows.group("queue", (collection, ChunkStatus.OPEN)), key=_turn):
            if len(claimed) == count:
                break
            if obstacle(self._candidate(chunk, contributor, now), own) is None:
                claimed.append(chunk)
        return tuple(claimed)

    def ids_of(self, collection: CollectionId, after: ChunkId | None = None) -> Iterator[ChunkId]:
        """See `Chunks.ids_of`."""
        voted = [row.id for row in self._rows.group("collection", collection) if row.votes]
        return iter(sorted(voted if after is None else [id_ for id_ in voted if id_ > after]))

    def _candidate(self, chunk: Chunk, contributor: ContributorId, now: datetime) -> Candidate:
        tasks = self._tasks.group("chunk", chunk.id)
        ends = [task.lease_expires_at for task in tasks if task.status is TaskStatus.LEASED and not task.gold]
        leases = sum(end > now for end in ends)
        return Candidate(chunk, leases, had_before=any(task.contributor == contributor for task in tasks))
