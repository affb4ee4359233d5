"""Keep what brings a notice about, what of it goes out by mail, what people chose, and by which devices they log in.

A column with a constant default is a change of the catalogue alone. The program before this one keeps notices without a
cause, which are always kept, and sends none of them by mail.

Revision: 0044, after 0043, 2026-11-30.
"""

from alembic import op

from shrutik_postgres.migrations.states import allow_states

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None
harmless = {"ix_notices_cause": "older programs write no cause, and it leaves those out"}

_TABLES = (
    """
CREATE TABLE IF NOT EXISTS notice_post (
    notice UUID NOT NULL,
    contributor UUID NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    letter UUID,
    CONSTRAINT pk_notice_post PRIMARY KEY (notice),
    CONSTRAINT fk_notice_post_contributor FOREIGN KEY(contributor) REFERENCES contributors (id)
        DEFERRABLE INITIALLY DEFERRED
)
""",
    """
CREATE TABLE IF NOT EXISTS notice_preferences (
    contributor UUID NOT NULL,
    choices JSONB NOT NULL,
    utc_offset SMALLINT,
    CONSTRAINT pk_notice_preferences PRIMARY KEY (contributor),
    CONSTRAINT fk_notice_preferences_contributor FOREIGN KEY(contributor) REFERENCES contributors (id)
        DEFERRABLE INITIALLY DEFERRED
)
""",
    """
CREATE TABLE IF NOT EXISTS known_devices (
    contributor UUID NOT NULL,
    device TEXT NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_known_devices PRIMARY KEY (contributor, device),
    CONSTRAINT fk_known_devices_contributor FOREIGN KEY(contributor) REFERENCES contributors (id)
        DEFERRABLE INITIALLY DEFERRED
)
""",
    "CREATE INDEX IF NOT EXISTS ix_notice_post_due ON notice_post (due_at)",
    "CREATE INDEX IF NOT EXISTS ix_notice_post_contributor ON notice_post (contributor)",
    "CREATE INDEX IF NOT EXISTS ix_notice_post_letter ON notice_post (letter)",
    "CREATE INDEX IF NOT EXISTS ix_known_devices_age ON known_devices (used_at)",
)
_INDEXES = {
    "ix_notices_cause": "CREATE UNIQUE INDEX CONCURRENTLY ix_notices_cause "
    "ON notices (contributor, kind, cause) WHERE cause <> ''",
    "ix_notices_age": "CREATE INDEX CONCURRENTLY ix_notices_age ON notices (created_at)",
}


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    op.execute("ALTER TABLE notices ADD COLUMN IF NOT EXISTS cause TEXT NOT NULL DEFAULT ''")
    with op.get_context().autocommit_block():
        for name, statement in _INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(statement)
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
            "release_ready",
            "review_asked",
            "key_made",
            "identity_linked",
            "webhook_off",
        ),
    )
    allow_states(
        "letters",
        "kind",
        (
            "verify_email",
            "change_email",
            "reset_password",
            "email_changing",
            "email_changed",
            "password_changed",
            "registered_before",
            "notices",
        ),
    )
    allow_states(
        "jobs",
        "kind",
        (
            "process_recording",
            "decide_chunk",
            "build_release",
            "recompute_collection",
            "send_letter",
            "withdraw",
            "ask_consent_anew",
            "tell_speakers",
        ),
    )
