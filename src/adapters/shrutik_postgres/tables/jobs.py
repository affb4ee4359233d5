"""The table of jobs."""

from sqlalchemy import CheckConstraint, Column, Double, Index, Integer, Table, Text, Uuid, text

from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_postgres.tables.base import identity, instant, metadata, one_of

jobs = Table(
    "jobs",
    metadata,
    identity(),
    Column("kind", Text, nullable=False),
    Column("subject", Uuid, nullable=False),
    instant("due_at"),
    instant("created_at"),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    instant("sent_at", nullable=True),
    instant("started_at", nullable=True),
    instant("finished_at", nullable=True),
    Column("error", Text, nullable=False),
    Column("person", Uuid),
    Column("weight", Double, nullable=False, server_default=text("0")),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("losses", Integer, nullable=False, server_default=text("0")),
    Column("worker", Uuid),
    # Looked for so rarely that an index would cost more than it saves.
    Column("correlation", Text),
    one_of("kind", JobKind),
    one_of("status", JobStatus),
    CheckConstraint("attempts >= 0", name="attempts"),
    CheckConstraint("least(weight, failures, losses) >= 0", name="counts"),
    Index("ix_jobs_pending", "kind", "subject", postgresql_where=text("status IN ('waiting', 'running')")),
    # Two that are added at the same time become one; one that was started before may wait beside it.
    Index(
        "ix_jobs_fresh",
        "kind",
        "subject",
        unique=True,
        postgresql_where=text("status = 'waiting' AND started_at IS NULL"),
    ),
    Index("ix_jobs_due", "kind", "id", postgresql_where=text("status = 'waiting' AND sent_at IS NULL")),
    Index("ix_jobs_sent", "sent_at", postgresql_where=text("status = 'waiting' AND sent_at IS NOT NULL")),
    Index("ix_jobs_running", "started_at", postgresql_where=text("status = 'running'")),
    Index("ix_jobs_done", "finished_at", postgresql_where=text("status = 'done'")),
    Index("ix_jobs_page", "status", "id"),
)
