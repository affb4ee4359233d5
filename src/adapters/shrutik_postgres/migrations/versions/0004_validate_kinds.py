"""Validate the kinds of jobs, which reads the table without keeping others from it.

Revision: 0004, after 0003, 2026-11-22.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE jobs VALIDATE CONSTRAINT ck_jobs_kind")
