"""Tables of chunks and of what their transcriptions agree on."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

chunks = Table(
    "chunks",
    metadata,
    identity(),
    reference("collection", "collections"),
    reference("speaker", "speakers"),
    # From when on it has a place for another vote, as long as nothing changes; see repositories/places.py.
    Column("free_at", DateTime(timezone=True), nullable=False, server_default=text("'-infinity'")),
    Column("votes", Integer, nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("status", Text, nullable=False),
    # Its place among equally urgent ones; drawn, so that nothing people see of a chunk tells it.
    Column("turn", Double, nullable=False, server_default=text("random()")),
    # Who had a task for it lately; kept by the repository of tasks.
    Column("had", ARRAY(Uuid), nullable=False, server_default="{}"),
    reference("recording", "recordings"),
    Column("index", Integer, nullable=False),
    Column("span_start", BigInteger, nullable=False),
    Column("span_end", BigInteger, nullable=False),
    Column("sample_rate", Integer, nullable=False),
    Column("audio_key", Text, nullable=False),
    Column("audio_size", BigInteger, nullable=False),
    Column("audio_sha256", Text, nullable=False),
    instant("created_at"),
    Column("skips", Integer, nullable=False),
    Column("text", Text),
    Column("confidence", Double),
    Column("settled_by", Text),
    document("quality"),
    one_of("status", ChunkStatus),
    one_of("settled_by", Settler),
    CheckConstraint("span_start >= 0 AND span_end > span_start", name="span"),
    CheckConstraint("votes >= 0 AND skips >= 0", name="counts"),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
    Index("ix_chunks_recording", "recording", "index", "id"),
    Index(
        "ix_chunks_free",
        "collection",
        text("votes DESC"),
        "turn",
        "id",
        # Those all of whose places are taken wait for a decision at the front of that order: every search would step
        # over them.
        postgresql_where=text("status = 'open' AND free_at < 'infinity'"),
        # All that `Leases.offer` asks, so that it steps over thousands of chunks without a look at the table.
        postgresql_include=["speaker", "free_at", "had"],
    ),
    # All that an overview sums; of few different entries, so that it stays small.
    Index("ix_chunks_counted", "collection", "status", "votes", "wanted"),
    Index("ix_chunks_voted", "collection", "id", postgresql_where=text("votes > 0")),
    Index("ix_chunks_settled", "collection", "recording", "index", postgresql_where=text("status = 'settled'")),
    # An index answers alone only if the table was vacuumed since it changed.
    postgresql_with={"autovacuum_vacuum_scale_factor": 0.01, "autovacuum_vacuum_insert_scale_factor": 0.01},
)

consensuses = Table(
    "consensuses",
    metadata,
    reference("chunk", "chunks", primary=True),
    Column("text", Text, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("expected_wer", Double, nullable=False),
    Column("votes", Integer, nullable=False),
    Column("decision", Text, nullable=False),
    Column("reasons", ARRAY(Text), nullable=False),
    document("words"),
    Column("method", Text, nullable=False),
    instant("computed_at"),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
)
