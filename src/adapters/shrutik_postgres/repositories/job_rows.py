"""Jobs as rows of their table, and back."""

from typing import Any

from sqlalchemy import Row

from shrutik_core.shared.correlation import current
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_postgres.transaction import Values

TYPES = {
    "id": "uuid",
    "kind": "text",
    "subject": "uuid",
    "due_at": "timestamptz",
    "created_at": "timestamptz",
    "status": "text",
    "attempts": "integer",
    "sent_at": "timestamptz",
    "started_at": "timestamptz",
    "finished_at": "timestamptz",
    "error": "text",
    "person": "uuid",
    "weight": "float8",
    "failures": "integer",
    "losses": "integer",
    "worker": "uuid",
    "correlation": "text",
}
"""Columns and their types, for `given_sql`."""


def values_of(job: Job) -> Values:
    """The row of a job."""
    return {
        "id": job.id,
        "kind": job.kind.value,
        "subject": job.subject,
        "due_at": job.due_at,
        "created_at": job.created_at,
        "status": job.status.value,
        "attempts": job.attempts,
        "sent_at": job.sent_at,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
        "error": job.error,
        "person": job.person,
        "weight": job.weight,
        "failures": job.failures,
        "losses": job.losses,
        "worker": job.worker,
        "correlation": job.correlation or None,
    }


def begun(job: Job) -> Values:
    """The row of a job that is new: it comes of what is under way."""
    return {**values_of(job), "correlation": job.correlation or current() or None}


def job_of(row: Row[Any]) -> Job:
    """The job of a row."""
    return Job(
        id=row.id,
        kind=JobKind(row.kind),
        subject=row.subject,
        due_at=row.due_at,
        created_at=row.created_at,
        status=JobStatus(row.status),
        attempts=row.attempts,
        sent_at=row.sent_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        error=row.error,
        person=row.person,
        weight=row.weight,
        failures=row.failures,
        losses=row.losses,
        worker=row.worker,
        correlation=row.correlation or "",
    )
