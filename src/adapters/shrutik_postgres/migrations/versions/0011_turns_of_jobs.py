"""Note whose each job is, how long it takes, and what became of its attempts; let each kind be found by an index.

Columns with a constant default or none are a change of the catalogue alone. Attempts of jobs that are under way are
counted anew.

Revision: 0011, after 0010, 2026-11-28.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_COLUMNS = (
    "person UUID",
    "weight DOUBLE PRECISION NOT NULL DEFAULT 0",
    "failures INTEGER NOT NULL DEFAULT 0",
    "losses INTEGER NOT NULL DEFAULT 0",
    "worker UUID",
)
_COUNTS = "CONSTRAINT ck_jobs_counts CHECK (least(weight, failures, losses) >= 0)"


def upgrade() -> None:
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE jobs ADD COLUMN IF NOT EXISTS {column}")
    op.execute("ALTER TABLE jobs DROP CONSTRAINT IF EXISTS ck_jobs_counts")
    op.execute(f"ALTER TABLE jobs ADD {_COUNTS} NOT VALID")
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE jobs VALIDATE CONSTRAINT ck_jobs_counts")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_jobs_due")
        op.execute(
            "CREATE INDEX CONCURRENTLY ix_jobs_due ON jobs (kind, id) WHERE status = 'waiting' AND sent_at IS NULL"
        )
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_jobs_unsent")
