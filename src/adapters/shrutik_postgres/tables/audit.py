"""Tables of the audit trail: its entries, which a trigger lets no one change, the chain's end, and origins."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Index, LargeBinary, Table, Text, Uuid, text

from shrutik_postgres.tables.base import document, identity, instant, metadata

# No entry refers to a row: the trail outlives what it tells of, and adding to it waits for no lock of theirs.
audit_entries = Table(
    "audit_entries",
    metadata,
    identity(),
    instant("at"),
    Column("actor", Uuid),
    Column("action", Text, nullable=False),
    Column("subject", Uuid, nullable=False),
    document("facts"),
    Column("number", BigInteger, nullable=False),
    Column("previous", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("origin_digest", Text, nullable=False),
    Index("ix_audit_entries_number", "number", unique=True),
    Index("ix_audit_entries_subject", "subject", "id"),
    Index("ix_audit_entries_actor", "actor", "id"),
    Index("ix_audit_entries_action", "action", "id"),
)

# One row, by whose lock those who add to the chain wait for each other.
audit_head = Table(
    "audit_head",
    metadata,
    Column("single", Boolean, primary_key=True, server_default=text("true")),
    Column("number", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    CheckConstraint("single", name="single"),
)

# Personal data, which is deleted after a while, beside the entries, which stay.
audit_origins = Table(
    "audit_origins",
    metadata,
    identity("entry"),
    instant("at"),
    Column("actor", Uuid),
    Column("origin", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Index("ix_audit_origins_at", "at"),
    Index("ix_audit_origins_actor", "actor"),
)
