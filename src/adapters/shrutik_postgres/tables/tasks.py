"""Tables of tasks and transcriptions."""

from sqlalchemy import Boolean, Column, Double, Index, Table, Text, UniqueConstraint, Uuid, false, text

from shrutik_core.transcription.task import SkipReason, TaskStatus
from shrutik_postgres.tables.base import identity, instant, metadata, one_of, reference

_LEASED = text("status = 'leased'")
# What counts against the most that a person may hold: a task that was skipped, too, until its lease had run out.
_TAKEN = text("status IN ('leased', 'skipped')")

tasks = Table(
    "tasks",
    metadata,
    identity(),
    reference("chunk", "chunks"),
    reference("collection", "collections"),
    reference("contributor", "contributors"),
    instant("leased_at"),
    instant("lease_expires_at"),
    Column("status", Text, nullable=False),
    instant("finished_at", nullable=True),
    Column("skip_reason", Text),
    Column("gold", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("chunk", "contributor"),
    one_of("status", TaskStatus),
    one_of("skip_reason", SkipReason),
    Index("ix_tasks_page", "contributor", "id"),
    Index("ix_tasks_page_by_status", "contributor", "status", "id"),
    Index("ix_tasks_taken", "contributor", "lease_expires_at", postgresql_where=_TAKEN),
    Index("ix_tasks_running_out", "lease_expires_at", postgresql_where=_LEASED),
)

transcriptions = Table(
    "transcriptions",
    metadata,
    identity(),
    reference("task", "tasks"),
    reference("chunk", "chunks"),
    reference("contributor", "contributors"),
    Column("text", Text, nullable=False),
    instant("created_at"),
    Column("late", Boolean, nullable=False),
    Column("gold", Boolean, nullable=False, server_default=false()),
    # A keyed digest of the network that it came from, and the seconds from its lease to it.
    Column("origin", Uuid),
    Column("took", Double),
    UniqueConstraint("chunk", "contributor"),
    Index("ix_transcriptions_page", "contributor", "id"),
    # Asked for each task that is deleted with its chunk: whether a text refers to it.
    Index("ix_transcriptions_task", "task"),
)
