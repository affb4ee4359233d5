"""Tables of receipts and of the audit trail."""

from sqlalchemy import Column, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_postgres.tables.base import document, identity, instant, metadata, reference

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

audit_entries = Table(
    "audit_entries",
    metadata,
    identity(),
    instant("at"),
    reference("actor", "contributors", nullable=True),
    Column("action", Text, nullable=False),
    Column("subject", Uuid, nullable=False),
    document("facts"),
    Index("ix_audit_entries_subject", "subject", "id"),
)
