"""Keep with a release all the conditions that it was selected by.

The column has a constant default, so that adding it is a change of the catalogue alone.

Revision: 0032, after 0031, 2026-11-29.
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE releases ADD COLUMN IF NOT EXISTS conditions JSONB NOT NULL DEFAULT '{}'")
