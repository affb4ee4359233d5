"""The table of reviews."""

from sqlalchemy import CheckConstraint, Column, Index, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.review.review import ReviewDecision, ReviewStatus
from shrutik_postgres.tables.base import identity, instant, metadata, one_of, reference

_QUEUED = text("status = 'queued'")
_SECOND_LOOK = text("earlier_text IS NOT NULL")

reviews = Table(
    "reviews",
    metadata,
    identity(),
    reference("chunk", "chunks"),
    reference("collection", "collections"),
    reference("speaker", "speakers"),
    Column("why", ARRAY(Text), nullable=False),
    instant("queued_at"),
    Column("status", Text, nullable=False),
    reference("reviewer", "contributors", nullable=True),
    Column("decision", Text),
    Column("text", Text),
    Column("reason", Text, nullable=False),
    instant("decided_at", nullable=True),
    # How the chunk was settled before, if it is a second look.
    Column("earlier_text", Text),
    Column("earlier_proposed", Text),
    reference("earlier_by", "contributors", nullable=True),
    one_of("status", ReviewStatus),
    one_of("decision", ReviewDecision),
    CheckConstraint("(status = 'decided') = (decision IS NOT NULL)", name="decided"),
    Index("uq_reviews_chunk_queued", "chunk", unique=True, postgresql_where=_QUEUED),
    CheckConstraint("earlier_text IS NOT NULL OR num_nulls(earlier_proposed, earlier_by) = 2", name="earlier_whole"),
    Index("uq_reviews_second_look", "chunk", unique=True, postgresql_where=_SECOND_LOOK),
    Index("ix_reviews_second_looks", "collection", "id", postgresql_where=_SECOND_LOOK),
    Index("ix_reviews_latest", "chunk", "id"),
    Index("ix_reviews_decided", "decided_at", postgresql_where=text("status = 'decided'")),
    Index("ix_reviews_queue", "id", postgresql_where=_QUEUED),
    Index("ix_reviews_queue_of_collection", "collection", "id", postgresql_where=_QUEUED),
)
