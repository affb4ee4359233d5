"""Messages about recordings."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_http.links import Links
from shrutik_http.messages import CollectionName, DatedPageQuery, Message, PageMessage, Query, to_microseconds

SAID_BEFORE = (
    "Named in the query, or in the form before the audio, it is checked before the audio is sent; named in both, they "
    "must agree."
)


class RecordingReceipt(Message):
    """A recording has been stored; its cutting is due."""

    id: UUID
    status: RecordingStatus
    collection_id: UUID
    prompt_id: UUID | None
    media_type: str
    bytes: int
    sha256: str
    created_at: datetime

    @classmethod
    def of(cls, recording: Recording) -> Self:
        """The receipt: stored, whatever has become of it since a first call with the same key."""
        return cls(
            id=recording.id,
            status=RecordingStatus.UPLOADED,
            collection_id=recording.collection,
            prompt_id=recording.prompt,
            media_type=recording.media_type,
            bytes=recording.audio.size,
            sha256=recording.audio.sha256,
            created_at=recording.created_at,
        )


class UploadQuery(Query):
    """Where a recording goes, said before it is sent."""

    collection: Annotated[CollectionName | None, Field(description=f"A collection's slug or its id. {SAID_BEFORE}")] = (
        None
    )
    speaker: Annotated[
        UUID | None, Field(description=f"A speaker whom you look after, if it is not your own voice. {SAID_BEFORE}")
    ] = None


class ReasonMessage(Message):
    """Why a recording was refused, failed, or was taken with a warning."""

    code: str
    detail: Annotated[str, Field(description="What to do about it, in the speaker's language.")]


class RecordingMessage(Message):
    """One take of one voice, and what became of it."""

    id: UUID
    status: RecordingStatus
    reasons: list[ReasonMessage]
    duration: Annotated[float | None, Field(description="Seconds; null until it was decoded.")]
    sample_rate: int | None
    channels: int | None
    codec: str | None
    chunk_count: int
    quality: Annotated[dict[str, object], Field(description="Figures by name; empty until measured.")]
    collection_id: UUID
    prompt_id: UUID | None
    media_type: str
    bytes: int
    sha256: str
    metadata: dict[str, object]
    copy_of: Annotated[
        UUID | None, Field(description="An earlier recording by the same account of which this is a copy, if any.")
    ]
    audio_url: Annotated[str, Field(description="The original; fetching it needs an access token.")]
    created_at: datetime
    updated_at: datetime
    withdrawn_at: Annotated[
        datetime | None, Field(description="Since when nobody can hear it any more; null otherwise.")
    ]

    @classmethod
    def of(cls, recording: Recording, links: Links) -> Self:
        """The recording."""
        sound = recording.sound
        return cls(
            id=recording.id,
            status=recording.status,
            reasons=[ReasonMessage(code=one.code, detail=one.detail) for one in recording.reasons],
            duration=to_microseconds(sound.duration) if sound else None,
            sample_rate=sound.sample_rate if sound else None,
            channels=sound.channels if sound else None,
            codec=sound.codec if sound else None,
            chunk_count=recording.chunk_count,
            quality=dict(recording.quality),
            collection_id=recording.collection,
            prompt_id=recording.prompt,
            media_type=recording.media_type,
            bytes=recording.audio.size,
            sha256=recording.audio.sha256,
            metadata=dict(recording.metadata),
            copy_of=recording.copy_of,
            audio_url=links.recording_audio(recording.id),
            created_at=recording.created_at,
            updated_at=recording.updated_at,
            withdrawn_at=recording.withdrawn_at,
        )


class RecordingPage(PageMessage[RecordingMessage]):
    """Some recordings, and where the next page begins."""


class RecordingQuery(DatedPageQuery):
    """Which recordings are wanted."""

    collection: CollectionName | None = None
    status: RecordingStatus | None = None
    speaker: Annotated[UUID | None, Field(description="Only recordings of this speaker, whom you look after.")] = None
