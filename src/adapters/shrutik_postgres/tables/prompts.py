"""Tables of what is to be said: collections and prompts."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_postgres.tables.base import document, identity, instant, metadata, reference

collections = Table(
    "collections",
    metadata,
    identity(),
    Column("slug", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("consent_version", Text, nullable=False),
    Column("consent_text", Text, nullable=False),
    instant("created_at"),
    document("policies"),
    UniqueConstraint("slug"),
    Index("ix_collections_language", "language", "id"),
)

prompts = Table(
    "prompts",
    metadata,
    identity(),
    reference("collection", "collections"),
    # How many recordings of it count, and the speakers of the latest of those; kept by the repository of recordings.
    Column("recorded", Integer, nullable=False, server_default="0"),
    Column("voices", ARRAY(Uuid), nullable=False, server_default="{}"),
    Column("text", Text, nullable=False),
    # SHA-256 of the text: a text of 2,000 Bengali characters does not fit into an index.
    Column("digest", LargeBinary, nullable=False),
    instant("created_at"),
    Column("source", Text, nullable=False),
    UniqueConstraint("collection", "digest"),
    CheckConstraint("recorded >= 0", name="recorded"),
    Index("ix_prompts_next", "collection", "recorded", "id"),
    Index("ix_prompts_page", "collection", "id"),
)
