"""Tables of what is to be said: collections, prompts, and what these show or play."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.prompts.skip import PromptSkipReason
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

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

# Not among the collections' own columns: these are read with every lease, and what is told may be long.
collection_words = Table(
    "collection_words",
    metadata,
    reference("collection", "collections", primary=True),
    document("about"),
    document("guidelines"),
    Column("goal_hours", Double),
    CheckConstraint("goal_hours > 0", name="goal_hours"),
)

prompt_media = Table(
    "prompt_media",
    metadata,
    identity(),
    Column("blob_key", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    instant("created_at"),
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
    # SHA-256 of what is asked: a text of 2,000 Bengali characters does not fit into an index.
    Column("digest", LargeBinary, nullable=False),
    instant("created_at"),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="text"),
    reference("medium", "prompt_media", nullable=True),
    # That of the medium, which never changes.
    Column("media_type", Text),
    Column("longest", Integer),
    instant("set_aside_at", nullable=True),
    instant("offered_again_at", nullable=True),
    UniqueConstraint("collection", "digest"),
    CheckConstraint("recorded >= 0", name="recorded"),
    CheckConstraint("num_nulls(medium, media_type) IN (0, 2)", name="medium_whole"),
    one_of("kind", PromptKind),
    # What was set aside was hardly recorded: it would stand at the head of what is offered next.
    Index("ix_prompts_offered", "collection", "recorded", "id", postgresql_where=text("set_aside_at IS NULL")),
    Index("ix_prompts_set_aside", "collection", "id", postgresql_where=text("set_aside_at IS NOT NULL")),
    Index("ix_prompts_page", "collection", "id"),
)

prompt_skips = Table(
    "prompt_skips",
    metadata,
    identity(),
    reference("prompt", "prompts"),
    reference("speaker", "speakers"),
    Column("reason", Text, nullable=False),
    instant("skipped_at"),
    UniqueConstraint("speaker", "prompt"),
    one_of("reason", PromptSkipReason),
    Index("ix_prompt_skips_counted", "prompt", "reason", "skipped_at"),
    Index("ix_prompt_skips_page", "speaker", "id"),
)
