"""Tables of withdrawals, of the states in which they found things, and of the feeds that tell of them."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, Uuid

from shrutik_core.people.withdrawal import WithdrawalStatus
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_postgres.tables.base import identity, instant, metadata, one_of, reference


class StateKind(StrEnum):
    """What the state is of that a withdrawal found."""

    RECORDING = "recording"
    CHUNK = "chunk"


withdrawals = Table(
    "withdrawals",
    metadata,
    identity(),
    reference("contributor", "contributors"),
    reference("speaker", "speakers"),
    reference("recording", "recordings", nullable=True),
    reference("collection", "collections", nullable=True),
    Column("purpose", Text),
    instant("requested_at"),
    instant("undo_until"),
    Column("status", Text, nullable=False),
    instant("ended_at", nullable=True),
    one_of("status", WithdrawalStatus),
    CheckConstraint("num_nulls(collection, purpose) IN (0, 2)", name="purpose_whole"),
    Index("ix_withdrawals_contributor", "contributor", "id"),
)

withdrawn_states = Table(
    "withdrawn_states",
    metadata,
    reference("withdrawal", "withdrawals", primary=True),
    Column("thing", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    one_of("kind", StateKind),
    Index("ix_withdrawn_states_thing", "thing"),
)

withdrawn_clips = Table(
    "withdrawn_clips",
    metadata,
    reference("release", "releases", primary=True),
    Column("number", Integer, primary_key=True),
    reference("withdrawal", "withdrawals"),
    Column("clip", Text, nullable=False),
    Column("reason", Text, nullable=False),
    instant("at"),
    one_of("reason", WithdrawalReason),
    CheckConstraint("number > 0", name="number"),
    Index("ix_withdrawn_clips_withdrawal", "withdrawal", "release"),
)

series_feed_rows = Table(
    "series_feed_rows",
    metadata,
    Column("series", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    # As it is handed out: the next row carries its hash.
    Column("line", Text, nullable=False),
    CheckConstraint("seq > 0", name="seq"),
)

series_heads = Table(
    "series_heads",
    metadata,
    Column("series", Text, primary_key=True),
    # As it is handed out.
    Column("head", Text, nullable=False),
)
