"""The repository of transcriptions in memory."""

from collections.abc import Sequence
from itertools import islice

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.ports.transcriptions import SettledClip
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.transcription import Transcription
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryTranscriptions:
    """`Transcriptions` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.transcriptions
        self._tasks = store.tasks
        self._chunks = store.chunks
        self._collections = store.collections

    def add(self, transcription: Transcription) -> None:
        """See `Transcriptions.add`."""
        if self._rows.group("pair", (transcription.chunk, transcription.contributor)):
            raise Conflict("already_transcribed", "This person transcribed this chunk before; the first text stands.")
        self._rows.put(transcription.id, transcription)

    def hand_in(self, transcriptions: Sequence[Transcription]) -> None:
        """See `Transcriptions.hand_in`."""
        for one in transcriptions:
            self.add(one)
            task, chunk = self._tasks.get(one.task), self._chunks.get(one.chunk)
            if task is not None:
                self._tasks.put(task.id, task.submit(one.created_at))
            if chunk is not None and not one.gold:
                self._chunks.put(chunk.id, attrs.evolve(chunk, votes=chunk.votes + 1))

    def of_tasks(self, tasks: Sequence[TaskId]) -> tuple[Transcription, ...]:
        """See `Transcriptions.of_tasks`."""
        return tuple(row for task in tasks for row in self._rows.group("task", task))

    def of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.of_chunk`."""
        return self._oldest_first(chunk, gold=False)

    def gold_of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.gold_of_chunk`."""
        return self._oldest_first(chunk, gold=True)

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Transcription | None:
        """See `Transcriptions.find_for`."""
        return next(iter(self._rows.group("pair", (chunk, contributor))), None)

    def settled_clips(self, contributor: ContributorId, language: str, most: int) -> tuple[SettledClip, ...]:
        """See `Transcriptions.settled_clips`."""
        theirs = sorted(self._rows.group("contributor", contributor), key=lambda row: row.id, reverse=True)
        chunks = (self._chunks.get(row.chunk) for row in theirs)
        settled = (one for one in chunks if one is not None and one.status is ChunkStatus.SETTLED and one.text)
        spoken = (one for one in settled if self._language(one) == language)
        return tuple(self._clip(one) for one in islice(spoken, most))

    def _language(self, chunk: Chunk) -> str | None:
        collection = self._collections.get(chunk.collection)
        return collection.language if collection else None

    def _clip(self, chunk: Chunk) -> SettledClip:
        typed = sorted(self._rows.group("chunk", chunk.id), key=lambda row: row.id)
        return SettledClip(chunk.text or "", tuple(typed))

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Transcription]:
        """See `Transcriptions.page`."""
        return newest_first(self._rows.group("contributor", contributor), request, lambda row: row.created_at)

    def _oldest_first(self, chunk: ChunkId, *, gold: bool) -> tuple[Transcription, ...]:
        rows = [row for row in self._rows.group("chunk", chunk) if row.gold is gold]
        return tuple(sorted(rows, key=lambda row: row.id))
