"""Let jobs recompute a collection; the next migration validates the constraint.

Revision: 0003, after 0002, 2026-11-22.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        ALTER TABLE jobs
            DROP CONSTRAINT ck_jobs_kind,
            ADD CONSTRAINT ck_jobs_kind CHECK (
                kind IN ('process_recording', 'decide_chunk', 'build_release', 'recompute_collection')
            ) NOT VALID
        """
    )
