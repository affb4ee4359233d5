"""Assignment: which chunk goes to whom next, and why not."""

from collections.abc import Collection
from enum import StrEnum

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.shared.ids import SpeakerId


class Obstacle(StrEnum):
    """Why a person is not offered a chunk."""

    NOT_OPEN = "not_open"
    OWN_VOICE = "own_voice"
    HAD_BEFORE = "had_before"
    ENOUGH_VOTES = "enough_votes"


@attrs.frozen
class Candidate:
    """A chunk as assignment sees it for one person.

    Attributes:
        chunk: what might be offered.
        leases: leases on it that have not run out, whoever holds them, but for those of gold items.
        had_before: whether this person ever held a task for it.
    """

    chunk: Chunk
    leases: int
    had_before: bool

    @property
    def claims(self) -> int:
        """Voices that it has or may soon have."""
        return self.chunk.votes + self.leases


def obstacle(candidate: Candidate, own: Collection[SpeakerId]) -> Obstacle | None:
    """Why the person whose voices are ``own``, as far as is known, is not offered the chunk; None if they may be."""
    if candidate.chunk.status is not ChunkStatus.OPEN:
        return Obstacle.NOT_OPEN
    if candidate.chunk.speaker in own:
        return Obstacle.OWN_VOICE
    if candidate.had_before:
        return Obstacle.HAD_BEFORE
    if candidate.claims >= candidate.chunk.wanted:
        return Obstacle.ENOUGH_VOTES
    return None


def urgency(chunk: Chunk) -> int:
    """Sort key, most urgent first: a chunk that others began is finished before a new one is begun."""
    return -chunk.votes
