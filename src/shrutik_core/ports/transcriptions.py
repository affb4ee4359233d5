"""The shelf of transcriptions."""

from typing import Protocol

from shrutik_core.shared.ids import ChunkId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.transcription import Transcription


class Transcriptions(Protocol):
    """Transcriptions; one for each person and chunk, never changed."""

    def add(self, transcription: Transcription) -> None:
        """Keep a new one.

        Raises:
            Conflict: ``already_transcribed`` where the person transcribed the chunk before.
        """
        ...

    def of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """All of a chunk, oldest first."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Transcription]:
        """A person's, newest first."""
        ...
