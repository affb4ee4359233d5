"""The shelf of transcriptions in memory."""

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
        return tuple(sorted(self._rows.group("chunk", chunk), key=lambda row: row.id))

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Transcription]:
        """See `Transcriptions.page`."""
        return newest_first(self._rows.group("contributor", contributor), request)
