"""Tables of people: contributors, speakers, consents."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

SOUGHT_SQL = (
    "array_to_tsvector(array_remove(array_append(array_remove("
    "string_to_array(lower(name COLLATE \"C\"), ' '), ''), email), NULL))"
)
"""By what a person is found, as `Sought` has it: words of the name, and the address. No parser cuts them, for it would
cut words of scripts that it does not know."""

contributors = Table(
    "contributors",
    metadata,
    identity(),
    Column("email", Text),
    Column("name", Text, nullable=False),
    Column("password_hash", Text),
    Column("role", Text, nullable=False),
    reference("speaker", "speakers"),
    Column("locale", Text, nullable=False),
    instant("created_at"),
    Column("status", Text, nullable=False),
    # Of its access tokens: those of an older one are refused.
    Column("generation", Integer, nullable=False, server_default=text("0")),
    instant("email_verified_at", nullable=True),
    Column("collections", ARRAY(Uuid), nullable=False, server_default=text("'{}'")),
    instant("withdrawn_at", nullable=True),
    Column("on_leaderboard", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("email"),
    one_of("role", Role),
    one_of("status", ContributorStatus),
    Index("ix_contributors_role", "role", "id"),
    Index("ix_contributors_status", "status", "id"),
    Index("ix_contributors_sought", text(SOUGHT_SQL), postgresql_using="gin"),
    Index("ix_contributors_on_leaderboard", "id", postgresql_where=text("on_leaderboard")),
)

speakers = Table(
    "speakers",
    metadata,
    identity(),
    reference("contributor", "contributors", nullable=True, late=True),
    instant("created_at"),
    document("traits"),
    # Null if all may go out.
    Column("traits_in_releases", ARRAY(Text)),
    Column("synthetic", Boolean, nullable=False, server_default=false()),
)

consents = Table(
    "consents",
    metadata,
    identity(),
    reference("speaker", "speakers"),
    reference("collection", "collections"),
    Column("version", Text, nullable=False),
    Column("purposes", ARRAY(Text), nullable=False),
    instant("given_at"),
    instant("withdrawn_at", nullable=True),
    Column("language", Text),
    Column("text_hash", Text),
    Column("narrowed_from", Uuid),
    Column("statement", Text),
    CheckConstraint("cardinality(purposes) > 0", name="purposes"),
    Index("ix_consents_latest", "speaker", "collection", "given_at", "id"),
    Index("ix_consents_page", "speaker", "id"),
    Index("ix_consents_version", "collection", "version"),
)
