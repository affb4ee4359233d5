"""The table of API keys."""

from sqlalchemy import CheckConstraint, Column, Index, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_postgres.tables.base import identity, instant, metadata, reference

api_keys = Table(
    "api_keys",
    metadata,
    identity(),
    reference("contributor", "contributors"),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("secret_hash", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    instant("created_at"),
    instant("expires_at", nullable=True),
    instant("last_used_at", nullable=True),
    instant("revoked_at", nullable=True),
    UniqueConstraint("prefix"),
    CheckConstraint("cardinality(scopes) > 0", name="scopes"),
    Index("ix_api_keys_contributor", "contributor", "id"),
)
