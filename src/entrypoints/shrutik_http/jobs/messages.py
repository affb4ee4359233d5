"""Messages about jobs."""

from datetime import datetime
from typing import Self
from uuid import UUID

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
    error: str
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
            due_at=job.due_at,
            sent_at=job.sent_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            created_at=job.created_at,
        )


class JobPage(PageMessage[JobMessage]):
    """Some jobs, and where the next page begins."""
