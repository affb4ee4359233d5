"""Messages about jobs."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.shared.failures import failure_code
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_http.messages import DatedPageQuery, Message, PageMessage


class JobQuery(DatedPageQuery):
    """Which jobs are wanted."""

    status: JobStatus | None = None


class JobMessage(Message):
    """One piece of background work."""

    id: UUID
    kind: JobKind
    subject_id: UUID
    status: JobStatus
    attempts: int
    error: Annotated[str, Field(description="Why the last attempt failed, in English; empty if none did.")]
    error_code: Annotated[
        str | None,
        Field(description="Code of the error; null if there is none, or if it is not among the API's."),
    ]
    due_at: datetime
    sent_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, job: Job) -> Self:
        """The job."""
        return cls(
            id=job.id,
            kind=job.kind,
            subject_id=job.subject,
            status=job.status,
            attempts=job.attempts,
            error=job.error,
            error_code=failure_code(job.error),
            due_at=job.due_at,
            sent_at=job.sent_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            created_at=job.created_at,
        )


class JobPage(PageMessage[JobMessage]):
    """Some jobs, and where the next page begins."""
