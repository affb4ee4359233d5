"""Let accounts do without an address or a password, and let a role count in some collections alone.

Columns with a constant default or none are a change of the catalogue alone.

Revision: 0013, after 0012, 2026-11-28.
"""

from alembic import op

from shrutik_postgres.migrations.states import allow_states

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for change in (
        "ALTER COLUMN email DROP NOT NULL",
        "ALTER COLUMN password_hash DROP NOT NULL",
        "ADD COLUMN IF NOT EXISTS email_verified_at TIMESTAMP WITH TIME ZONE",
        "ADD COLUMN IF NOT EXISTS collections UUID[] NOT NULL DEFAULT '{}'",
    ):
        op.execute(f"ALTER TABLE contributors {change}")
    allow_states("contributors", "role", ("contributor", "facilitator", "reviewer", "researcher", "admin"))
