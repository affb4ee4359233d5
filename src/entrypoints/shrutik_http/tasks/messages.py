"""Messages about tasks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.transcription.task import MOST_TASKS_AT_ONCE, SkipReason, Task, TaskStatus
from shrutik_core.use_cases.transcription.take_tasks import LentChunk
from shrutik_http.links import Links
from shrutik_http.messages import CollectionName, DatedPageQuery, Message, PageMessage, Request, Whole, to_microseconds


class TasksRequest(Request):
    """How many chunks the caller would like to transcribe."""

    collection: CollectionName
    count: Annotated[Whole, Field(json_schema_extra={"minimum": 1, "maximum": MOST_TASKS_AT_ONCE})] = 1


class SkipRequest(Request):
    """Why the caller gives a task up."""

    reason: SkipReason = SkipReason.OTHER


class TaskQuery(DatedPageQuery):
    """Which of the caller's own tasks are wanted."""

    status: TaskStatus | None = None


class LentChunkMessage(Message):
    """What is to be transcribed."""

    id: UUID
    duration: float
    language: str
    audio_url: Annotated[str, Field(description="Signed, good until the lease ends.")]
    peaks_url: Annotated[str, Field(description="Signed, good until the lease ends: the outline to draw.")]
    spectrogram_url: Annotated[str, Field(description="Signed, good until the lease ends: a plain image shows it.")]

    @classmethod
    def of(cls, lent: LentChunk, links: Links) -> Self:
        """The chunk, without a word of what others typed."""
        task = lent.task
        until = task.lease_expires_at if task.status is TaskStatus.LEASED else None
        return cls(
            id=lent.chunk.id,
            duration=to_microseconds(lent.chunk.duration),
            language=lent.collection.language,
            audio_url=links.chunk_audio(lent.chunk.id, until),
            peaks_url=links.chunk_peaks(lent.chunk.id, until),
            spectrogram_url=links.chunk_spectrogram(lent.chunk.id, until),
        )


class TaskMessage(Message):
    """One chunk lent to one person for a while."""

    id: UUID
    status: TaskStatus
    collection_id: UUID
    leased_at: datetime
    lease_expires_at: datetime
    chunk: LentChunkMessage

    @classmethod
    def of(cls, lent: LentChunk, links: Links) -> Self:
        """The task."""
        task = lent.task
        return cls(
            id=task.id,
            status=task.status,
            collection_id=task.collection,
            leased_at=task.leased_at,
            lease_expires_at=task.lease_expires_at,
            chunk=LentChunkMessage.of(lent, links),
        )


class TaskPage(PageMessage[TaskMessage]):
    """Some of the caller's tasks, and where the next page begins."""


class TasksTaken(Message):
    """What was lent; an empty list if there is nothing to do."""

    items: list[TaskMessage]

    @classmethod
    def of(cls, lent: Iterable[LentChunk], links: Links) -> Self:
        """The tasks."""
        return cls(items=[TaskMessage.of(one, links) for one in lent])


class SkippedTaskMessage(Message):
    """A task that was given up."""

    id: UUID
    chunk_id: UUID
    status: TaskStatus
    reason: SkipReason | None

    @classmethod
    def of(cls, task: Task) -> Self:
        """The task."""
        return cls(id=task.id, chunk_id=task.chunk, status=task.status, reason=task.skip_reason)
