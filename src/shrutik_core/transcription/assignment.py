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
    KIN_VOICE = "kin_voice"
    ENTRUSTED_VOICE = "entrusted_voice"
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


@attrs.frozen
class KnownVoices:
    """Voices of which a person may know too much to judge them.

    Attributes:
        own: the person's own.
        kin: those of other accounts that may be the same person's.
        entrusted: those of speakers whom the person looks after.
    """

    own: SpeakerId
    kin: Collection[SpeakerId] = ()
    entrusted: Collection[SpeakerId] = ()


def obstacle(candidate: Candidate, voices: KnownVoices) -> Obstacle | None:
    """Why the person who knows these voices is not offered the chunk: the first reason; None if they may be."""
    chunk = candidate.chunk
    reasons = {
        Obstacle.NOT_OPEN: chunk.status is not ChunkStatus.OPEN,
        Obstacle.OWN_VOICE: chunk.speaker == voices.own,
        Obstacle.KIN_VOICE: chunk.speaker in voices.kin,
        Obstacle.ENTRUSTED_VOICE: chunk.speaker in voices.entrusted,
        Obstacle.HAD_BEFORE: candidate.had_before,
        Obstacle.ENOUGH_VOTES: candidate.claims >= chunk.wanted,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def urgency(chunk: Chunk) -> int:
    """Sort key, most urgent first: a chunk that others began is finished before a new one is begun."""
    return -chunk.votes
