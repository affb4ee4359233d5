"""Tables of uploads that come in parts, and of where their parts lie."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Table, Text, text

from shrutik_core.recordings.upload import UploadStatus
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

uploads = Table(
    "uploads",
    metadata,
    identity(),
    reference("contributor", "contributors"),
    reference("collection", "collections"),
    reference("speaker", "speakers", nullable=True),
    reference("prompt", "prompts", nullable=True),
    reference("recording", "recordings", nullable=True),
    Column("length", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("announced", Text),
    document("metadata"),
    Column("key", Text),
    Column("key_digest", Text),
    Column("status", Text, nullable=False),
    Column("sha256", Text),
    Column("problem_code", Text),
    Column("problem_detail", Text),
    instant("created_at"),
    instant("expires_at"),
    one_of("status", UploadStatus),
    CheckConstraint('"offset" BETWEEN 0 AND length', name="offset"),
    Index("ix_uploads_contributor", "contributor", "id"),
    Index("ix_uploads_speaker", "speaker", postgresql_where=text("speaker IS NOT NULL")),
    Index("ix_uploads_recording", "recording", postgresql_where=text("recording IS NOT NULL")),
    Index("ix_uploads_expires_at", "expires_at", "id"),
    Index("uq_uploads_key", "contributor", "key", unique=True, postgresql_where=text("key IS NOT NULL")),
)

upload_parts = Table(
    "upload_parts",
    metadata,
    reference("upload", "uploads", primary=True),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False),
    Column("blob_key", Text, nullable=False),
)
