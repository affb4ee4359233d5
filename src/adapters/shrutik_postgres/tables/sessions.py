"""Tables of log-ins: sessions, refresh tokens, one-time tokens, letters that carry them, and attempts to log in."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text

from shrutik_core.notices.letter import LetterKind
from shrutik_core.people.one_time_token import TokenPurpose
from shrutik_postgres.tables.base import identity, instant, metadata, one_of, reference

sessions = Table(
    "sessions",
    metadata,
    identity(),
    reference("contributor", "contributors"),
    instant("created_at"),
    instant("last_used_at"),
    Column("agent", Text, nullable=False),
    instant("ended_at", nullable=True),
    Index("ix_sessions_page", "contributor", "id"),
    Index("ix_sessions_age", "last_used_at"),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("digest", Text, primary_key=True),
    reference("session", "sessions"),
    instant("expires_at"),
    instant("used_at", nullable=True),
    # The digest of the token that it was traded for last; clearing up may delete either first.
    Column("successor", Text),
    Index("ix_refresh_tokens_session", "session"),
    Index("ix_refresh_tokens_age", "expires_at"),
)

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("purpose", Text, nullable=False),
    reference("contributor", "contributors"),
    # The address that it was sent to, which is the new one if it is to be changed.
    Column("email", Text, nullable=False),
    instant("expires_at"),
    instant("used_at", nullable=True),
    one_of("purpose", TokenPurpose),
    Index("ix_one_time_tokens_contributor", "contributor", "purpose"),
    Index("ix_one_time_tokens_age", "expires_at"),
)

letters = Table(
    "letters",
    metadata,
    identity(),
    Column("kind", Text, nullable=False),
    reference("contributor", "contributors", nullable=True),
    Column("email", Text, nullable=False),
    instant("created_at"),
    one_of("kind", LetterKind),
    Index("ix_letters_contributor", "contributor"),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    # Of what they are counted for: a digest, so that no address stands here.
    Column("digest", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    instant("last_at"),
    CheckConstraint("failures >= 0", name="failures"),
    Index("ix_login_attempts_age", "last_at"),
)
