"""Keep with a consent that was obtained elsewhere who obtained it, and how.

The column is empty for all that was given here, so that adding it is a change of the catalogue alone.

Revision: 0034, after 0033, 2026-11-30.
"""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE consents ADD COLUMN IF NOT EXISTS statement TEXT")
