"""Table of receipts."""

from sqlalchemy import Column, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_postgres.tables.base import identity, instant, metadata

receipts = Table(
    "receipts",
    metadata,
    identity("person"),
    Column("operation", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("subjects", ARRAY(Uuid), nullable=False),
    instant("created_at"),
    Index("ix_receipts_age", "created_at"),
)
