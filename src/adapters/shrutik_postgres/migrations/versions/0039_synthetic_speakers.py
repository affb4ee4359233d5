"""Keep of each speaker whether their voice is synthetic.

A column with a constant default is a change of the catalogue alone. All speakers of before count as people: nobody
could state otherwise.

Revision: 0039, after 0038, 2026-11-29.
"""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE speakers ADD COLUMN IF NOT EXISTS synthetic BOOLEAN NOT NULL DEFAULT false")
