"""Tables of what recordings are known by when they are sent again."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, Uuid

from shrutik_postgres.tables.base import metadata, reference

recording_fingerprints = Table(
    "recording_fingerprints",
    metadata,
    reference("recording", "recordings", primary=True),
    reference("collection", "collections"),
    Column("sha256", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Index("ix_recording_fingerprints_bytes", "collection", "sha256", "recording"),
)

# At most 256 rows for each recording, found by its collection and one of them.
recording_marks = Table(
    "recording_marks",
    metadata,
    Column("collection", Uuid, primary_key=True),
    Column("mark", Integer, primary_key=True),
    reference("recording", "recordings", primary=True),
)
