"""Tables of recordings and of their cuts."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Double, Index, Integer, Table, Text, Uuid, text

from shrutik_core.recordings.recording import RecordingStatus
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

# A recording in one of these states counts as one of its prompt.
COUNTED = (RecordingStatus.UPLOADED, RecordingStatus.PROCESSING, RecordingStatus.CHUNKED)
COUNTED_SQL = f"status IN ({', '.join(repr(state.value) for state in COUNTED)})"

recordings = Table(
    "recordings",
    metadata,
    identity(),
    reference("collection", "collections"),
    reference("speaker", "speakers"),
    reference("contributor", "contributors"),
    reference("prompt", "prompts", nullable=True),
    Column("audio_key", Text, nullable=False),
    Column("audio_size", BigInteger, nullable=False),
    Column("audio_sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    instant("created_at"),
    instant("updated_at"),
    Column("status", Text, nullable=False),
    document("reasons"),
    Column("duration", Double),
    Column("sample_rate", Integer),
    Column("channels", Integer),
    Column("samples", BigInteger),
    Column("codec", Text),
    Column("container", Text),
    document("quality"),
    Column("chunk_count", Integer, nullable=False),
    document("metadata"),
    Column("copy_of", Uuid),
    instant("withdrawn_at", nullable=True),
    # A keyed digest of the network that it came from.
    Column("origin", Uuid),
    one_of("status", RecordingStatus),
    CheckConstraint(
        "num_nulls(duration, sample_rate, channels, samples, codec, container) IN (0, 6)", name="sound_whole"
    ),
    CheckConstraint("chunk_count >= 0", name="chunk_count"),
    Index("ix_recordings_contributor", "contributor", "id"),
    Index("ix_recordings_collection", "collection", "id"),
    Index("ix_recordings_speaker", "speaker", "id"),
    Index("ix_recordings_status", "status", "id"),
    Index("ix_recordings_contributor_status", "contributor", "status", "id"),
    Index("ix_recordings_collection_status", "collection", "status", "id"),
    Index("ix_recordings_said", "speaker", "prompt", postgresql_where=text(COUNTED_SQL)),
)

cuts = Table(
    "cuts",
    metadata,
    reference("recording", "recordings", primary=True),
    Column("digest", Text, nullable=False),
    document("cuts"),
)
