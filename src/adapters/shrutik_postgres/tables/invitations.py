"""The table of invitations."""

from sqlalchemy import CheckConstraint, Column, Index, Table, Text, UniqueConstraint

from shrutik_core.people.invitation import InvitationStatus
from shrutik_postgres.tables.base import identity, instant, metadata, one_of, reference

invitations = Table(
    "invitations",
    metadata,
    identity(),
    # SHA-256 of the code, hexadecimal; the code itself is kept nowhere.
    Column("code_hash", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    reference("collection", "collections"),
    reference("made_by", "contributors", nullable=True),
    instant("created_at"),
    instant("expires_at"),
    Column("name", Text, nullable=False),
    reference("replaces", "contributors", nullable=True),
    Column("status", Text, nullable=False),
    instant("ended_at", nullable=True),
    reference("contributor", "contributors", nullable=True),
    UniqueConstraint("code_hash"),
    one_of("status", InvitationStatus),
    CheckConstraint("(contributor IS NOT NULL) = (status = 'used')", name="contributor"),
    Index("ix_invitations_made_by", "made_by", "id"),
    Index("ix_invitations_collection", "collection", "id"),
    Index("ix_invitations_status", "status", "id"),
    Index("ix_invitations_collection_status", "collection", "status", "id"),
    Index("ix_invitations_contributor", "contributor", "id"),
    Index("ix_invitations_replaces", "replaces", "id"),
)
