"""A chunk: one clip of a recording that people transcribe, and its life."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import ChunkId, CollectionId, RecordingId, SpeakerId
from shrutik_core.shared.lives import Life
from shrutik_core.shared.spans import Span


class ChunkStatus(StrEnum):
    """Where a chunk is in its life."""

    SILENT = "silent"
    OPEN = "open"
    IN_REVIEW = "in_review"
    SETTLED = "settled"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Settler(StrEnum):
    """Who had the last word on a chunk's text."""

    CONSENSUS = "consensus"
    REVIEWER = "reviewer"


_S = ChunkStatus
CHUNK_LIFE = Life(
    "chunk",
    {
        _S.SILENT: frozenset({_S.WITHDRAWN}),
        _S.OPEN: frozenset({_S.SETTLED, _S.IN_REVIEW, _S.REJECTED, _S.WITHDRAWN}),
        _S.IN_REVIEW: frozenset({_S.SETTLED, _S.REJECTED, _S.WITHDRAWN}),
        _S.SETTLED: frozenset({_S.OPEN, _S.IN_REVIEW, _S.WITHDRAWN}),
        _S.REJECTED: frozenset({_S.WITHDRAWN}),
        _S.WITHDRAWN: frozenset(),
    },
)


@attrs.frozen
class Chunk:
    """One clip of a recording.

    Attributes:
        id: UUIDv5 from recording, plan and span.
        recording: whose part it is.
        collection: the recording's collection.
        speaker: the recording's speaker.
        index: place in the recording, from 0.
        span: samples of the decoded original, at its own rate.
        sample_rate: samples per second.
        audio: the FLAC clip.
        status: where it is in its life.
        wanted: how many voices are wanted now, at most what the policy allows.
        votes: transcriptions so far.
        skips: distinct people who gave up on it.
        text: the agreed text; None until there is one. An accepted text may be empty: nothing is said.
        confidence: probability that the text is exactly right; None until there is a text.
        settled_by: who had the last word; None while it is not settled.
        created_at: UTC.
        quality: figures by name, with the unit in the name.
    """

    id: ChunkId
    recording: RecordingId
    collection: CollectionId
    speaker: SpeakerId
    index: int
    span: Span
    sample_rate: int
    audio: StoredBlob
    created_at: datetime
    status: ChunkStatus = ChunkStatus.OPEN
    wanted: int = 2
    votes: int = 0
    skips: int = 0
    text: str | None = None
    confidence: float | None = None
    settled_by: Settler | None = None
    quality: Mapping[str, object] = attrs.field(factory=dict)

    @property
    def silent(self) -> bool:
        """Whether it is never offered, as nothing is said in it."""
        return self.status is ChunkStatus.SILENT

    @property
    def start(self) -> float:
        """Seconds from the recording's first sample."""
        return self.span.start / self.sample_rate

    @property
    def end(self) -> float:
        """Seconds from the recording's first sample to one past the chunk's last."""
        return self.span.end / self.sample_rate

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.span) / self.sample_rate

    @property
    def votes_wanted(self) -> int:
        """How many more transcriptions it wants now, 0 or more; none unless it is open."""
        return max(0, self.wanted - self.votes) if self.status is ChunkStatus.OPEN else 0

    def settle(self, text: str, confidence: float, by: Settler) -> "Chunk":
        """The chunk with its text agreed.

        Raises:
            Conflict: ``chunk_<status>`` if its life does not allow it.
        """
        status = CHUNK_LIFE.step(self.status, ChunkStatus.SETTLED)
        return attrs.evolve(self, status=status, text=text, confidence=confidence, settled_by=by)

    def send_to_review(self) -> "Chunk":
        """The chunk as it waits for a reviewer."""
        status = CHUNK_LIFE.step(self.status, ChunkStatus.IN_REVIEW)
        return attrs.evolve(self, status=status, settled_by=None)

    def reopen(self, wanted: int) -> "Chunk":
        """The chunk as it waits for more votes, up to ``wanted`` in all."""
        status = self.status if self.status is _S.OPEN else CHUNK_LIFE.step(self.status, _S.OPEN)
        return attrs.evolve(self, status=status, wanted=wanted, settled_by=None)

    def reject(self) -> "Chunk":
        """The chunk that a reviewer found to be of no use."""
        status = CHUNK_LIFE.step(self.status, ChunkStatus.REJECTED)
        return attrs.evolve(self, status=status, settled_by=Settler.REVIEWER)


def clip_key(recording: RecordingId, chunk: ChunkId) -> str:
    """Where a chunk's FLAC clip lies in the blob store."""
    return f"{clips_prefix(recording)}{chunk}.flac"


def clips_prefix(recording: RecordingId) -> str:
    """How the keys of all begin that is made of a recording's chunks."""
    return f"recordings/{recording}/chunks/"


def peaks_key(chunk: Chunk) -> str:
    """Where the outline of a chunk's clip lies, once somebody asked for it; beside the clip, and erased with it."""
    return f"{chunk.audio.key.removesuffix('.flac')}.peaks"


def spectrogram_key(chunk: Chunk) -> str:
    """Where the picture of a chunk's spectrum lies, once somebody asked for it; beside the clip, and erased with it."""
    return f"{chunk.audio.key.removesuffix('.flac')}.png"
