"""The table of consent documents."""

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_postgres.tables.base import document, identity, instant, metadata, reference

consent_documents = Table(
    "consent_documents",
    metadata,
    identity(),
    reference("collection", "collections"),
    Column("number", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("language", Text, nullable=False),
    document("texts"),
    Column("purposes", ARRAY(Text), nullable=False),
    Column("licence", Text, nullable=False),
    instant("published_at"),
    Column("replaces", Boolean, nullable=False),
    document("spoken"),
    UniqueConstraint("collection", "version"),
    UniqueConstraint("collection", "number"),
    CheckConstraint("number > 0", name="number"),
)
