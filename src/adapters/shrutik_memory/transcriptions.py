"""The repository of transcriptions in memory."""

from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ChunkId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.transcription import Transcription
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryTranscriptions:
    """`Transcriptions` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.transcriptions

    def add(self, transcription: Transcription) -> None:
        """See `Transcriptions.add`."""
        if self._rows.group("pair", (transcription.chunk, transcription.contributor)):
            raise Conflict("already_transcribed", "This person transcribed this chunk before; the first text stands.")
        self._rows.put(transcription.id, transcription)

    def of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.of_chunk`."""
        return self._oldest_first(chunk, gold=False)

    def gold_of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """See `Transcriptions.gold_of_chunk`."""
        return self._oldest_first(chunk, gold=True)

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Transcription | None:
        """See `Transcriptions.find_for`."""
        return next(iter(self._rows.group("pair", (chunk, contributor))), None)

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Transcription]:
        """See `Transcriptions.page`."""
        return newest_first(self._rows.group("contributor", contributor), request, lambda row: row.created_at)

    def _oldest_first(self, chunk: ChunkId, *, gold: bool) -> tuple[Transcription, ...]:
        rows = [row for row in self._rows.group("chunk", chunk) if row.gold is gold]
        return tuple(sorted(rows, key=lambda row: row.id))
