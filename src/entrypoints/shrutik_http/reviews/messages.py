"""Messages about reviews."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue

from shrutik_core.review.report import ClipReport
from shrutik_core.review.review import LONGEST_REASON, Review, ReviewDecision, ReviewStatus, Ruling
from shrutik_core.transcription.transcription import LONGEST_TRANSCRIPTION, Transcription
from shrutik_core.use_cases.review.review_queue import Case
from shrutik_http.chunks.consensus_messages import ConsensusMessage
from shrutik_http.chunks.messages import ChunkMessage
from shrutik_http.links import Links
from shrutik_http.messages import CollectionName, DatedPageQuery, InSchema, Message, PageMessage, Request, Text

# The text and the decision fit each other, as `Ruling` has it.
_EDITED: dict[str, JsonValue] = {
    "required": ["text"],
    "properties": {"decision": {"const": ReviewDecision.EDIT}, "text": {"type": "string"}},
}
_JUDGED: dict[str, JsonValue] = {
    "properties": {
        "decision": {"enum": list[JsonValue](one.value for one in ReviewDecision if one is not ReviewDecision.EDIT)},
        "text": {"type": "null"},
    }
}


class RulingRequest(Request):
    """What a reviewer decides; `edit` takes the text, the others take none."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [_EDITED, _JUDGED]})

    chunk_id: UUID
    decision: ReviewDecision
    text: Annotated[Text, InSchema(maxLength=LONGEST_TRANSCRIPTION)] | None = None
    reason: Annotated[Text, InSchema(maxLength=LONGEST_REASON)] = ""

    def ruling(self) -> Ruling:
        """The decision as the core has it."""
        return Ruling(self.decision, self.text, self.reason)


class ReviewQueueQuery(DatedPageQuery):
    """Which chunks that wait for a reviewer are wanted."""

    collection: CollectionName | None = None


class ReviewedTranscription(Message):
    """What one person typed; who it was is not said."""

    id: UUID
    text: str
    late: bool
    created_at: datetime

    @classmethod
    def of(cls, transcription: Transcription) -> Self:
        """The transcription."""
        return cls(
            id=transcription.id,
            text=transcription.text,
            late=transcription.late,
            created_at=transcription.created_at,
        )


class DifferingMessage(Message):
    """What settled a chunk, and what a second look came to; who decided is not said."""

    earlier: Annotated[str, Field(description="What it was settled with.")]
    second: Annotated[str | None, Field(description="What the second look came to; null if it rejected the chunk.")]

    @classmethod
    def of(cls, review: Review) -> Self:
        """The decided second look."""
        return cls(earlier=review.earlier.text if review.earlier else "", second=review.heard)


class ReportedMessage(Message):
    """What somebody says is wrong with a clip; who it was is not said."""

    reason: str
    reported_at: datetime

    @classmethod
    def of(cls, report: ClipReport) -> Self:
        """The report."""
        return cls(reason=report.reason, reported_at=report.reported_at)


class ReviewCaseMessage(Message):
    """All that a reviewer needs to decide."""

    id: UUID
    chunk_id: UUID
    collection_id: UUID
    reasons: list[str]
    queued_at: datetime
    chunk: ChunkMessage
    consensus: ConsensusMessage
    transcriptions: list[ReviewedTranscription]
    differing: Annotated[
        DifferingMessage | None,
        Field(
            description="Two outcomes that judges came to, if that is why the chunk is here (`second_look_differs`)."
        ),
    ]
    reports: Annotated[
        list[ReportedMessage],
        Field(description="What people say is wrong with it, if that is why the chunk is here (`reported`)."),
    ]

    @classmethod
    def of(cls, case: Case, links: Links) -> Self:
        """The case; who typed what is not said."""
        return cls(
            id=case.review.id,
            chunk_id=case.chunk.id,
            collection_id=case.review.collection,
            reasons=list(case.review.why),
            queued_at=case.review.queued_at,
            chunk=ChunkMessage.of(case.chunk, links),
            consensus=ConsensusMessage.of(case.chunk, case.consensus),
            transcriptions=[ReviewedTranscription.of(one) for one in case.transcriptions],
            differing=DifferingMessage.of(case.differing) if case.differing else None,
            reports=[ReportedMessage.of(one) for one in case.reports],
        )


class ReviewCasePage(PageMessage[ReviewCaseMessage]):
    """Some chunks that wait for a reviewer, and where the next page begins."""


class ReviewMessage(Message):
    """A decided review."""

    id: UUID
    chunk_id: UUID
    status: ReviewStatus
    decision: ReviewDecision | None
    text: str | None
    reason: str
    decided_at: datetime | None

    @classmethod
    def of(cls, review: Review) -> Self:
        """The review."""
        ruling = review.ruling
        return cls(
            id=review.id,
            chunk_id=review.chunk,
            status=review.status,
            decision=ruling.decision if ruling else None,
            text=ruling.text if ruling else None,
            reason=ruling.reason if ruling else "",
            decided_at=review.decided_at,
        )
