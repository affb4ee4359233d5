"""The table of what people report of clips."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint, text

from shrutik_postgres.tables.base import identity, instant, metadata, reference

_WAITING = text("answered_at IS NULL")

clip_reports = Table(
    "clip_reports",
    metadata,
    identity(),
    reference("chunk", "chunks"),
    reference("contributor", "contributors"),
    Column("reason", Text, nullable=False),
    instant("reported_at"),
    # When a reviewer decided on the clip; empty while it waits.
    instant("answered_at", nullable=True),
    UniqueConstraint("chunk", "contributor"),
    Index("ix_clip_reports_waiting", "chunk", postgresql_where=_WAITING),
    Index("ix_clip_reports_waiting_of_person", "contributor", postgresql_where=_WAITING),
    Index("ix_clip_reports_page", "contributor", "id"),
)
