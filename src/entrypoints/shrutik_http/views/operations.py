"""How jobs are shown."""

from shrutik_core.shared.jobs import Job
from shrutik_http.schemas.operations import JobView


def job_view(job: Job) -> JobView:
    """A job."""
    return JobView(
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
