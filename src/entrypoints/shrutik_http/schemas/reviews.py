"""Messages about reviews."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shrutik_core.review.review import ReviewDecision, ReviewStatus
from shrutik_http.schemas.base import Message, Text, View
from shrutik_http.schemas.recordings import ChunkView, ConsensusView


class VoiceView(View):
    """What one person typed; who it was is not said."""

    id: UUID
    text: str
    late: bool
    created_at: datetime


class CaseView(View):
    """All that a reviewer needs to decide."""

    id: UUID
    chunk_id: UUID
    collection_id: UUID
    reasons: list[str]
    queued_at: datetime
    chunk: ChunkView
    consensus: ConsensusView
    transcriptions: list[VoiceView]


class RulingMessage(Message):
    """What a reviewer decides; `edit` takes the text, the others take none."""

    chunk_id: UUID
    decision: ReviewDecision
    text: Text | None = None
    reason: Annotated[Text, Field(json_schema_extra={"maxLength": 2_000})] = ""


class ReviewView(View):
    """A decided review."""

    id: UUID
    chunk_id: UUID
    status: ReviewStatus
    decision: ReviewDecision | None
    text: str | None
    reason: str
    decided_at: datetime | None
