"""Messages about transcribing: tasks and what was heard."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from shrutik_core.transcription.task import MOST_TASKS_AT_ONCE, SkipReason, TaskStatus
from shrutik_core.transcription.transcription import LONGEST_TRANSCRIPTION
from shrutik_http.schemas.base import CollectionName, Message, PageQuery, Text, View

Answer = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=LONGEST_TRANSCRIPTION)]


class TaskWish(Message):
    """How many chunks somebody would like to transcribe."""

    collection: CollectionName
    count: Annotated[int, Field(json_schema_extra={"minimum": 1, "maximum": MOST_TASKS_AT_ONCE})] = 1


class TaskQuery(PageQuery):
    """Which of one's own tasks are wanted."""

    status: TaskStatus | None = None


class TaskChunkView(View):
    """What is to be transcribed."""

    id: UUID
    duration: float
    language: str
    audio_url: Annotated[str, Field(description="Signed, good until the lease ends.")]


class TaskView(View):
    """One chunk lent to one person for a while."""

    id: UUID
    status: TaskStatus
    collection_id: UUID
    leased_at: datetime
    lease_expires_at: datetime
    chunk: TaskChunkView


class LeasesView(View):
    """What was lent; an empty list where there is nothing to do."""

    items: list[TaskView]


class SkipMessage(Message):
    """Why somebody would rather not."""

    reason: SkipReason = SkipReason.OTHER


class SkippedView(View):
    """A task that was given up."""

    id: UUID
    chunk_id: UUID
    status: TaskStatus
    reason: SkipReason | None


class HeardMessage(Message):
    """What was heard for one task; empty where nobody speaks."""

    task_id: UUID
    text: Answer


class TranscriptionsMessage(Message):
    """What was heard for one or more tasks; all of it is kept, or none."""

    items: Annotated[
        list[HeardMessage],
        Field(max_length=1_000, json_schema_extra={"minItems": 1, "maxItems": MOST_TASKS_AT_ONCE}),
    ]


class TranscriptionReceipt(View):
    """A transcription that was kept."""

    id: UUID
    task_id: UUID
    chunk_id: UUID
    late: Annotated[bool, Field(description="Whether the lease had run out; the text counts all the same.")]
    created_at: datetime


class TranscriptionReceipts(View):
    """The transcriptions that were kept, in the order of the items."""

    items: list[TranscriptionReceipt]


class TranscriptionView(TranscriptionReceipt):
    """What one heard oneself."""

    text: str
