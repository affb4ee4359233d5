"""Messages about transcriptions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from shrutik_core.shared.ids import TaskId
from shrutik_core.transcription.task import MOST_TASKS_AT_ONCE
from shrutik_core.transcription.transcription import LONGEST_TRANSCRIPTION, Transcription
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer
from shrutik_http.messages import Message, PageMessage, Request, Text

Typed = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=LONGEST_TRANSCRIPTION)]


class TranscriptionRequest(Request):
    """What was heard for one task; empty if nothing is said."""

    task_id: UUID
    text: Typed


class TranscriptionsRequest(Request):
    """What was heard for one or more tasks; all of it is kept, or none."""

    items: Annotated[
        list[TranscriptionRequest],
        Field(max_length=1_000, json_schema_extra={"minItems": 1, "maxItems": MOST_TASKS_AT_ONCE}),
    ]

    def answers(self) -> list[Answer]:
        """The items as the core has them."""
        return [Answer(TaskId(one.task_id), one.text) for one in self.items]


class TranscriptionReceipt(Message):
    """A transcription that was kept."""

    id: UUID
    task_id: UUID
    chunk_id: UUID
    late: Annotated[bool, Field(description="Whether the lease had run out; the text counts all the same.")]
    created_at: datetime

    @classmethod
    def of(cls, transcription: Transcription) -> Self:
        """The receipt."""
        return cls(
            id=transcription.id,
            task_id=transcription.task,
            chunk_id=transcription.chunk,
            late=transcription.late,
            created_at=transcription.created_at,
        )


class TranscriptionReceipts(Message):
    """The transcriptions that were kept, in the order of the items."""

    items: list[TranscriptionReceipt]

    @classmethod
    def of(cls, transcriptions: Iterable[Transcription]) -> Self:
        """The receipts."""
        return cls(items=[TranscriptionReceipt.of(one) for one in transcriptions])


class TranscriptionMessage(TranscriptionReceipt):
    """What the caller typed."""

    text: str

    @classmethod
    def of(cls, transcription: Transcription) -> Self:
        """The transcription."""
        return cls(
            id=transcription.id,
            task_id=transcription.task,
            chunk_id=transcription.chunk,
            late=transcription.late,
            created_at=transcription.created_at,
            text=transcription.text,
        )


class TranscriptionPage(PageMessage[TranscriptionMessage]):
    """Some of the caller's transcriptions, and where the next page begins."""
