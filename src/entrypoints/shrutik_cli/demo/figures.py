"""What came of it, counted."""

from collections import Counter
from collections.abc import Iterable

import attrs
from rapidfuzz.distance import Levenshtein

from shrutik_cli.demo.accounts import ADMIN, TRANSCRIBERS
from shrutik_cli.demo.setup import DemoPlatform
from shrutik_cli.demo.transcribe import SpokenTexts
from shrutik_cli.paging import every
from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.shared.ids import ChunkId, RecordingId
from shrutik_core.shared.texts import words


@attrs.frozen
class Right:
    """How many words are right in what was typed: the known text's words less the word edits to get there (1 - WER).

    Attributes:
        words: of the known texts.
        edits: substitutions, deletions and insertions.
    """

    words: int = 0
    edits: int = 0

    @property
    def share(self) -> float:
        """0 to 1; 0 if no word is known."""
        return max(0.0, 1 - self.edits / self.words) if self.words else 0.0


@attrs.frozen
class Figures:
    """The numbers of the final table.

    Attributes:
        recordings: sample recordings.
        clips: that they were cut into, silent ones left out.
        seconds: of all clips.
        transcriptions: sent by the crowd.
        accepted: clips with an agreed text.
        by_reviewer: those of them that the reviewer settled.
        in_review: clips that wait for the reviewer.
        rejected: by the reviewer.
        open: clips that still want votes.
        crowd: words that single transcribers have right.
        consensus: words that the texts agreed on by the crowd have right, before any review.
        published: words that the accepted texts have right.
    """

    recordings: int
    clips: int
    seconds: float
    transcriptions: int
    accepted: int
    by_reviewer: int
    in_review: int
    rejected: int
    open: int
    crowd: Right
    consensus: Right
    published: Right


def count_figures(demo: DemoPlatform, spoken: SpokenTexts) -> Figures:
    """Count what the demo's own recordings became."""
    chunks = {chunk.id: chunk for recording in spoken.samples for chunk in clips(demo, recording)}
    states = Counter(chunk.status for chunk in chunks.values())
    typed = list(_typed(demo, chunks))
    settled = [chunk for chunk in chunks.values() if chunk.status is ChunkStatus.SETTLED]
    return Figures(
        recordings=len(spoken.samples),
        clips=len(chunks),
        seconds=sum(chunk.duration for chunk in chunks.values()),
        transcriptions=len(typed),
        accepted=len(settled),
        by_reviewer=sum(chunk.settled_by == "reviewer" for chunk in settled),
        in_review=states[ChunkStatus.IN_REVIEW],
        rejected=states[ChunkStatus.REJECTED],
        open=states[ChunkStatus.OPEN],
        crowd=_right(spoken, typed),
        consensus=_right(spoken, _agreed(demo, chunks.values())),
        published=_right(spoken, ((chunk, chunk.text or "") for chunk in settled)),
    )


def clips(demo: DemoPlatform, recording: RecordingId) -> list[Chunk]:
    """The clips of a recording in which there is speech."""
    reader, admin = demo.platform.read_recordings(), demo.actors[ADMIN]
    return [chunk for chunk in every(lambda request: reader.chunks(admin, recording, request)) if not chunk.silent]


def _typed(demo: DemoPlatform, chunks: dict[ChunkId, Chunk]) -> Iterable[tuple[Chunk, str]]:
    reader = demo.platform.read_transcriptions()
    for account in TRANSCRIBERS:
        actor = demo.actors[account]
        for one in every(lambda request, actor=actor: reader(actor, request)):  # type: ignore[misc]
            if one.chunk in chunks:
                yield chunks[one.chunk], one.text


def _agreed(demo: DemoPlatform, chunks: Iterable[Chunk]) -> Iterable[tuple[Chunk, str]]:
    reader, admin = demo.platform.read_chunks(), demo.actors[ADMIN]
    for chunk in chunks:
        _, record = reader.consensus(admin, chunk.id)
        if record is not None:
            yield chunk, record.text


def _right(spoken: SpokenTexts, texts: Iterable[tuple[Chunk, str]]) -> Right:
    known = edits = 0
    for chunk, text in texts:
        said = words(spoken.said(chunk))
        known += len(said)
        edits += Levenshtein.distance(said, words(text))
    return Right(known, edits)
