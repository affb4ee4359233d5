"""Tables of flags and of their evidence."""

from sqlalchemy import CheckConstraint, Column, Double, Index, Table, Text, Uuid, text

from shrutik_core.transcription.flag import FlagKind
from shrutik_postgres.tables.base import identity, instant, metadata, one_of, reference

flags = Table(
    "flags",
    metadata,
    identity(),
    Column("kind", Text, nullable=False),
    reference("contributor", "contributors"),
    reference("other", "contributors", nullable=True),
    instant("raised_at"),
    one_of("kind", FlagKind),
    CheckConstraint("(kind = 'copied') = (other IS NOT NULL)", name="other"),
    Index("uq_flags_about", "contributor", "kind", text("coalesce(other, contributor)"), unique=True),
    Index("ix_flags_other", "other", postgresql_where=text("other IS NOT NULL")),
)

flag_evidence = Table(
    "flag_evidence",
    metadata,
    reference("flag", "flags", primary=True),
    reference("transcription", "transcriptions", primary=True),
    reference("chunk", "chunks"),
    Column("beside", Uuid),
    Column("took", Double),
    Column("lasts", Double),
)
