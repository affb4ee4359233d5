"""Table of the audit trail."""

from sqlalchemy import Column, Index, Table, Text, Uuid

from shrutik_postgres.tables.base import document, identity, instant, metadata, reference

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
