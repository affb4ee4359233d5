"""Tables of the notices to people: what they were told, what of it is to go out by mail, and what they chose."""

from sqlalchemy import Column, Index, SmallInteger, Table, Text, Uuid, text

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
    # What brought it about; a person is told of it once.
    Column("cause", Text, nullable=False, server_default=text("''")),
    one_of("kind", NoticeKind),
    Index("ix_notices_contributor", "contributor", "id"),
    Index("ix_notices_unread", "contributor", "id", postgresql_where=text("read_at IS NULL")),
    Index("ix_notices_cause", "contributor", "kind", "cause", unique=True, postgresql_where=text("cause <> ''")),
    Index("ix_notices_age", "created_at"),
)

notice_post = Table(
    "notice_post",
    metadata,
    # No reference: a notice may be deleted before its letter is sent.
    identity("notice"),
    reference("contributor", "contributors"),
    instant("due_at"),
    # The letter that it was put into; null until then.
    Column("letter", Uuid),
    Index("ix_notice_post_due", "due_at"),
    Index("ix_notice_post_contributor", "contributor"),
    Index("ix_notice_post_letter", "letter"),
)

notice_preferences = Table(
    "notice_preferences",
    metadata,
    reference("contributor", "contributors", primary=True),
    document("choices"),
    # Minutes by which the person's clock is ahead of UTC.
    Column("utc_offset", SmallInteger),
)

known_devices = Table(
    "known_devices",
    metadata,
    reference("contributor", "contributors", primary=True),
    Column("device", Text, primary_key=True),
    instant("used_at"),
    Index("ix_known_devices_age", "used_at"),
)
