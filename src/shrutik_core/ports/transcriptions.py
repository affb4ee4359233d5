"""The repository of transcriptions."""

from collections.abc import Sequence
from typing import Protocol

import attrs

from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.transcription import Transcription

declare(Conflict, "already_transcribed", "This person has already transcribed this chunk.")


@attrs.frozen
class SettledClip:
    """A settled chunk that somebody said something in, with all that was typed for it.

    Attributes:
        text: that it settled on.
        typed: votes and answers to a gold item, oldest first.
    """

    text: str
    typed: tuple[Transcription, ...]


class Transcriptions(Protocol):
    """Transcriptions; one for each person and chunk, never changed."""

    def add(self, transcription: Transcription) -> None:
        """Keep a new one.

        Raises:
            Conflict: ``already_transcribed`` if the person transcribed the chunk before.
        """
        ...

    def hand_in(self, transcriptions: Sequence[Transcription]) -> None:
        """Keep new ones: each one's task is submitted when it was typed, and a vote counts on its chunk.

        Raises:
            Conflict: ``already_transcribed`` if the person transcribed one of the chunks before.
        """
        ...

    def of_tasks(self, tasks: Sequence[TaskId]) -> tuple[Transcription, ...]:
        """What was typed for these tasks, in their order."""
        ...

    def of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """A chunk's votes, oldest first; answers to a gold item do not count."""
        ...

    def gold_of_chunk(self, chunk: ChunkId) -> tuple[Transcription, ...]:
        """The answers to a gold item, oldest first."""
        ...

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Transcription | None:
        """What the person typed for the chunk, gold or not."""
        ...

    def settled_clips(self, contributor: ContributorId, language: str, most: int) -> tuple[SettledClip, ...]:
        """A person's latest clips in a language that are settled and have words, the latest first."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Transcription]:
        """A person's, newest first."""
        ...
