"""Keep of a refresh token which token it was traded for last; the column is empty at first.

Revision: 0036, after 0035, 2026-11-29.
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE refresh_tokens ADD COLUMN IF NOT EXISTS successor TEXT")
