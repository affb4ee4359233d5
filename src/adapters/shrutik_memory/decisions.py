"""The repository of decisions in memory."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.ports.decisions import DecidedChunk, Taken, Undecided
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ChunkId
from shrutik_memory.chunks import MemoryChunks
from shrutik_memory.consensuses import MemoryConsensuses
from shrutik_memory.reviews import MemoryReviews
from shrutik_memory.store import MemoryStore
from shrutik_memory.tasks import MemoryTasks
from shrutik_memory.transcriptions import MemoryTranscriptions


class MemoryDecisions:
    """`Decisions` in memory; nobody else holds anything, for units of work wait for each other."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._chunks, self._tasks = MemoryChunks(store), MemoryTasks(store)
        self._transcriptions = MemoryTranscriptions(store)
        self._consensuses, self._reviews = MemoryConsensuses(store), MemoryReviews(store)

    def take(self, chunks: Iterable[ChunkId], *, wait: bool = False) -> Taken:
        """See `Decisions.take`."""
        del wait
        found = [self._store.chunks.get(chunk) for chunk in sorted(set(chunks))]
        return Taken(tuple(self._case(chunk) for chunk in found if chunk is not None))

    def keep(self, outcomes: Sequence[DecidedChunk], now: datetime) -> None:
        """See `Decisions.keep`."""
        for outcome in outcomes:
            self._consensuses.put(outcome.record)
            if outcome.ends_leases:
                self._tasks.cancel_leases(outcome.chunk.id, now)
            if outcome.review is not None:
                self._reviews.queue(outcome.review)
            self._chunks.save(outcome.chunk)

    def _case(self, chunk: Chunk) -> Undecided:
        collection = self._store.collections.get(chunk.collection)
        if collection is None:
            raise Missing("collection_missing", "Its collection is gone.")
        prompt = self._prompt(chunk, collection)
        return Undecided(chunk, collection, self._transcriptions.of_chunk(chunk.id), prompt)

    def _prompt(self, chunk: Chunk, collection: Collection) -> str | None:
        recording = self._store.recordings.get(chunk.recording) if collection.policies.consensus.witness else None
        prompt = self._store.prompts.get(recording.prompt) if recording and recording.prompt else None
        return prompt.script if prompt else None
