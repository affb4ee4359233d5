"""Messages about recordings and their chunks."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.consensus.result import Why
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_http.schemas.base import View


class RecordingReceipt(View):
    """A recording has been stored; its cutting is due."""

    id: UUID
    status: RecordingStatus
    collection_id: UUID
    prompt_id: UUID | None
    media_type: str
    bytes: int
    sha256: str
    created_at: datetime


class ReasonView(View):
    """Why a recording was refused, failed, or was taken with a warning."""

    code: str
    detail: Annotated[str, Field(description="What to do about it, in the speaker's language.")]


class RecordingView(View):
    """One take of one voice, and what became of it."""

    id: UUID
    status: RecordingStatus
    reasons: list[ReasonView]
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
        UUID | None,
        Field(description="An earlier recording of one's own that this is a copy of, where that was found."),
    ]
    audio_url: Annotated[str, Field(description="The original; it takes an access token.")]
    created_at: datetime
    updated_at: datetime


class ChunkView(View):
    """One clip of a recording."""

    id: UUID
    recording_id: UUID
    collection_id: UUID
    index: int
    start: Annotated[float, Field(description="Seconds from the recording's first sample.")]
    end: float
    duration: float
    silent: bool
    status: ChunkStatus
    votes: int
    text: Annotated[str | None, Field(description="The best text so far; agreed where the status is `settled`.")]
    confidence: float | None
    settled_by: Settler | None
    sample_rate: int
    bytes: int
    sha256: str
    quality: dict[str, object]
    audio_url: Annotated[str, Field(description="Signed and short-lived: a plain audio element plays it.")]


class ChoiceView(View):
    """One thing that may have been said at one place."""

    text: Annotated[str, Field(description="Empty where nothing was said here.")]
    probability: float
    support: Annotated[float, Field(description="Sum of its voters' weights.")]
    voters: Annotated[list[int], Field(description="Places in `transcriptions`.")]
    weights: Annotated[list[float], Field(description="What each voter's vote weighs here, in the order of `voters`.")]


class SlotView(View):
    """One place of the aligned network: what was chosen there, and what else was heard."""

    chosen: ChoiceView
    why: Annotated[Why, Field(description="Why this was chosen, in the simplest terms that hold.")]
    rivals: list[ChoiceView]


class VoiceView(View):
    """One transcription as the vote saw it."""

    contributor_id: Annotated[UUID | None, Field(description="Null for the prompt as a witness.")]
    text: str
    accuracy: Annotated[float, Field(description="Estimated share of contested words that this person has right.")]
    agreement: Annotated[float, Field(description="Share of this voice that is as the result.")]
    counted: bool
    witness: bool


class ConsensusView(View):
    """What a chunk's voices agree on."""

    chunk_id: UUID
    status: ChunkStatus
    decision: Annotated[str, Field(json_schema_extra={"enum": ["accept", "more_votes", "review"]})]
    text: Annotated[
        str | None, Field(description="What counts now: the reviewer's word where there is one; null before a voice.")
    ]
    confidence: float | None
    expected_wer: float | None
    votes: int
    reasons: list[str]
    words: list[dict[str, object]]
    settled_by: Settler | None
    consensus_text: Annotated[str | None, Field(description="What consensus made of the voices alone.")]
    method: str | None
    computed_at: Annotated[datetime | None, Field(description="For reviewers, null for others.")]
    network: Annotated[
        list[SlotView] | None, Field(description="Slot by slot, who said what; for reviewers, null for others.")
    ]
    transcriptions: Annotated[
        list[VoiceView] | None, Field(description="Who typed what, in the order that voters name; for reviewers.")
    ]
