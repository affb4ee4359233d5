"""Tables of releases and of what is in them."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shrutik_core.releases.release import ReleaseStatus
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

releases = Table(
    "releases",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("collections", ARRAY(Uuid), nullable=False),
    Column("formats", ARRAY(Text), nullable=False),
    # Of the conditions, the one that the program before this one reads.
    Column("min_confidence", Double, nullable=False),
    Column("conditions", JSONB, nullable=False, server_default="{}"),
    reference("requested_by", "contributors"),
    instant("created_at"),
    Column("status", Text, nullable=False),
    Column("progress", Double, nullable=False),
    Column("clips", Integer, nullable=False),
    Column("seconds", Double, nullable=False),
    document("files"),
    Column("digest", Text, nullable=False),
    Column("error", Text, nullable=False),
    instant("finished_at", nullable=True),
    UniqueConstraint("name", "version"),
    one_of("status", ReleaseStatus),
    CheckConstraint("version > 0", name="version"),
    CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
    Index("ix_releases_status", "status", "id"),
)

release_members = Table(
    "release_members",
    metadata,
    reference("release", "releases", primary=True),
    reference("chunk", "chunks", primary=True),
    # Its id in the manifest; empty in a release that was built before they differed.
    Column("clip", Text),
    # Where its sound lies; empty in a release that was built before there were shards.
    Column("shard", Text),
    Index("ix_release_members_chunk", "chunk"),
    Index("ix_release_members_shard", "release", "shard"),
    Index("ix_release_members_clip", "release", "clip"),
)

clip_measures = Table(
    "clip_measures",
    metadata,
    reference("chunk", "chunks", primary=True),
    Column("pcm_sha256", Text, nullable=False),
    Column("sample_rate", Integer, nullable=False),
    Column("channels", SmallInteger, nullable=False),
    Column("bits", SmallInteger, nullable=False),
    Column("samples", BigInteger, nullable=False),
)
