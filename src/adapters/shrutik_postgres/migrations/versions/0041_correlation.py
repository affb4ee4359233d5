"""Keep of a job what it comes of: the correlation id of a request; of older jobs it is not known.

Revision: 0041, after 0040, 2026-11-29.
"""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE jobs ADD COLUMN IF NOT EXISTS correlation TEXT")
