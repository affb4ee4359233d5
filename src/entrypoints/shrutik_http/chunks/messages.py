"""Messages about chunks: one clip of a recording, for those who may see what became of it."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.recordings.peaks import PEAKS_PER_SECOND, Peaks
from shrutik_http.links import Links
from shrutik_http.messages import Message, PageMessage, to_microseconds

_ORIGIN = "Null for those who transcribe the clip."


class ChunkMessage(Message):
    """One clip of a recording."""

    id: UUID
    recording_id: Annotated[UUID | None, Field(description=_ORIGIN)]
    collection_id: UUID
    index: Annotated[int | None, Field(description=_ORIGIN)]
    start: Annotated[float | None, Field(description=f"Seconds from the recording's first sample. {_ORIGIN}")]
    end: Annotated[float | None, Field(description=_ORIGIN)]
    duration: float
    silent: bool
    status: ChunkStatus
    votes: int
    votes_wanted: Annotated[int, Field(description="Transcriptions that it still wants; 0 unless it is `open`.")]
    text: Annotated[str | None, Field(description="The best text so far; agreed if the status is `settled`.")]
    confidence: float | None
    settled_by: Settler | None
    sample_rate: int
    bytes: int
    sha256: Annotated[str | None, Field(description=_ORIGIN)]
    quality: dict[str, object]
    audio_url: Annotated[str, Field(description="Signed and short-lived: a plain audio element plays it.")]
    peaks_url: Annotated[str, Field(description="Signed and short-lived: the outline to draw as a waveform.")]
    spectrogram_url: Annotated[str, Field(description="Signed and short-lived: a plain image element shows it.")]

    @classmethod
    def of(cls, chunk: Chunk, links: Links, *, origin: bool = True) -> Self:
        """The chunk; ``origin`` is whether to tell which recording it is of, and where in it."""
        return cls(
            id=chunk.id,
            recording_id=chunk.recording if origin else None,
            collection_id=chunk.collection,
            index=chunk.index if origin else None,
            start=to_microseconds(chunk.start) if origin else None,
            end=to_microseconds(chunk.end) if origin else None,
            duration=to_microseconds(chunk.duration),
            silent=chunk.silent,
            status=chunk.status,
            votes=chunk.votes,
            votes_wanted=chunk.votes_wanted,
            text=chunk.text,
            confidence=chunk.confidence,
            settled_by=chunk.settled_by,
            sample_rate=chunk.sample_rate,
            bytes=chunk.audio.size,
            sha256=chunk.audio.sha256 if origin else None,
            quality=dict(chunk.quality),
            audio_url=links.chunk_audio(chunk.id),
            peaks_url=links.chunk_peaks(chunk.id),
            spectrogram_url=links.chunk_spectrogram(chunk.id),
        )


class ChunkPage(PageMessage[ChunkMessage]):
    """Some chunks of a recording, and where the next page begins."""


class PeaksMessage(Message):
    """The outline of a clip, of all its channels; full scale is 127."""

    per_second: Annotated[int, Field(description="Pairs for each second; the last may stand for less than its share.")]
    low: Annotated[list[int], Field(description="The lowest sample of each, -127 to 0, rounded down.")]
    high: Annotated[list[int], Field(description="The highest sample of each, 0 to 127, rounded up.")]

    @classmethod
    def of(cls, peaks: Peaks) -> Self:
        """The outline."""
        return cls(per_second=PEAKS_PER_SECOND, low=list(peaks.low), high=list(peaks.high))
