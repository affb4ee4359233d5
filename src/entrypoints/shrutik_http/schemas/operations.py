"""Messages for those who keep the installation running: jobs, health."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_http.schemas.base import PageQuery, View


class JobQuery(PageQuery):
    """Which jobs are wanted."""

    status: JobStatus | None = None


class JobView(View):
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


class HealthView(View):
    """The process answers."""

    status: str = "ok"


class CheckView(View):
    """Whether one part can be used."""

    ok: bool
    detail: Annotated[str, Field(description="What is wrong; empty where nothing is.")] = ""


class ReadyView(View):
    """Every part can be used."""

    status: str
    checks: dict[str, CheckView]
