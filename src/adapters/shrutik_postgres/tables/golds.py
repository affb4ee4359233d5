"""The table of gold items."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, text

from shrutik_core.transcription.gold import MOST_HEARERS
from shrutik_postgres.tables.base import instant, metadata, reference

gold_items = Table(
    "gold_items",
    metadata,
    reference("chunk", "chunks", primary=True),
    reference("collection", "collections"),
    Column("text", Text, nullable=False),
    reference("marked_by", "contributors"),
    instant("marked_at"),
    Column("lent", Integer, nullable=False),
    CheckConstraint("lent >= 0", name="lent"),
    Index("ix_gold_items_offered", "collection", "chunk", postgresql_where=text(f"lent < {MOST_HEARERS}")),
)
