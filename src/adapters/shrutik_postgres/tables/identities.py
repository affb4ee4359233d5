"""The table of identities at providers of log-in."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from shrutik_postgres.tables.base import identity, instant, metadata, reference

identities = Table(
    "identities",
    metadata,
    identity(),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    reference("contributor", "contributors"),
    instant("created_at"),
    UniqueConstraint("issuer", "subject"),
    Index("ix_identities_contributor", "contributor", "id"),
)
