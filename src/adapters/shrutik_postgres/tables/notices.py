"""Table of the notices to people."""

from sqlalchemy import Column, Index, Table, Text, text

from shrutik_core.notices.notice import NoticeKind
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

notices = Table(
    "notices",
    metadata,
    identity(),
    reference("contributor", "contributors"),
    Column("kind", Text, nullable=False),
    instant("created_at"),
    document("facts"),
    instant("read_at", nullable=True),
    one_of("kind", NoticeKind),
    Index("ix_notices_contributor", "contributor", "id"),
    Index("ix_notices_unread", "contributor", "id", postgresql_where=text("read_at IS NULL")),
)
