"""Let notices tell that a webhook was switched off.

Revision: 0043, after 0042, 2026-11-30.
"""

from shrutik_postgres.migrations.states import allow_states

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
            "webhook_off",
        ),
    )
