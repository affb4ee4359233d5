"""How tasks and transcriptions are shown."""

from shrutik_core.transcription.task import Task, TaskStatus
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.transcription.take_tasks import LentChunk
from shrutik_http.links import Links
from shrutik_http.schemas.tasks import (
    SkippedView,
    TaskChunkView,
    TaskView,
    TranscriptionReceipt,
    TranscriptionView,
)


def task_view(lent: LentChunk, links: Links) -> TaskView:
    """A lease, without a word of what others heard."""
    task = lent.task
    until = task.lease_expires_at if task.status is TaskStatus.LEASED else None
    return TaskView(
        id=task.id,
        status=task.status,
        collection_id=task.collection,
        leased_at=task.leased_at,
        lease_expires_at=task.lease_expires_at,
        chunk=TaskChunkView(
            id=lent.chunk.id,
            duration=round(lent.chunk.duration, 6),
            language=lent.collection.language,
            audio_url=links.chunk_audio(lent.chunk.id, until),
        ),
    )


def skipped_view(task: Task) -> SkippedView:
    """A task that was given up."""
    return SkippedView(id=task.id, chunk_id=task.chunk, status=task.status, reason=task.skip_reason)


def transcription_receipt(transcription: Transcription) -> TranscriptionReceipt:
    """A transcription that was kept."""
    return TranscriptionReceipt(
        id=transcription.id,
        task_id=transcription.task,
        chunk_id=transcription.chunk,
        late=transcription.late,
        created_at=transcription.created_at,
    )


def transcription_view(transcription: Transcription) -> TranscriptionView:
    """What one heard oneself."""
    receipt = transcription_receipt(transcription)
    return TranscriptionView(**receipt.model_dump(), text=transcription.text)
