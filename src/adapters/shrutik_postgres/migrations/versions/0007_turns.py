"""Draw each chunk's turn among equally urgent ones, and let the index of open chunks go by it.

The drawn default writes every row of the table once, under its lock.

Revision: 0007, after 0006, 2026-11-26.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE chunks ADD COLUMN turn DOUBLE PRECISION NOT NULL DEFAULT random()")
    op.execute("DROP INDEX ix_chunks_open")
    op.execute(
        """
        CREATE INDEX ix_chunks_open ON chunks (collection, votes DESC, turn, id)
            INCLUDE (speaker, free_at, had) WHERE status = 'open'
        """
    )
