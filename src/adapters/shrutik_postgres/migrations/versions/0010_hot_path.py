"""Count the generations of an account's tokens, and let no two fresh jobs wait for the same thing.

The index makes two jobs that are added at the same time one. Fresh twins are impossible before it, too: all that added
jobs waited for each other. One that was left behind invalid by a run that was broken off is made anew.

Revision: 0010, after 0009, 2026-11-28.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE contributors ADD COLUMN IF NOT EXISTS generation INTEGER NOT NULL DEFAULT 0")
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_jobs_fresh")
        op.execute(
            """
            CREATE UNIQUE INDEX CONCURRENTLY ix_jobs_fresh ON jobs (kind, subject)
                WHERE status = 'waiting' AND started_at IS NULL
            """
        )
