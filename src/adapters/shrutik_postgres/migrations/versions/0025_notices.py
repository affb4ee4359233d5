"""Keep notices to people.

Revision: 0025, after 0024, 2026-11-28.
"""

from alembic import op

from shrutik_postgres.migrations.states import allow_states

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_TABLE = """
CREATE TABLE notices (
    id UUID NOT NULL,
    contributor UUID NOT NULL,
    kind TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    facts JSONB NOT NULL,
    read_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_notices PRIMARY KEY (id),
    CONSTRAINT fk_notices_contributor FOREIGN KEY(contributor) REFERENCES contributors (id)
        DEFERRABLE INITIALLY DEFERRED
)
"""


def upgrade() -> None:
    op.execute(_TABLE)
    op.execute("CREATE INDEX ix_notices_contributor ON notices (contributor, id)")
    op.execute("CREATE INDEX ix_notices_unread ON notices (contributor, id) WHERE read_at IS NULL")
    allow_states(
        "notices",
        "kind",
        (
            "role_changed",
            "account_disabled",
            "account_enabled",
            "password_changed",
            "email_changed",
            "new_session",
            "refresh_reused",
            "withdrawal_begun",
            "withdrawal_undone",
            "withdrawal_done",
            "consent_asked_again",
            "recording_refused",
        ),
    )
