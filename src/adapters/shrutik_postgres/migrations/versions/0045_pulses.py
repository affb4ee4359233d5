"""Keep what an installation was asked, and what waited, in each five minutes of a month.

Admins look at the last day or month without any Prometheus; the rows are few, and the oldest are forgotten.

Revision: 0045, after 0044, 2026-11-30.
"""

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE TABLE IF NOT EXISTS pulses (
        begins TIMESTAMP WITH TIME ZONE NOT NULL,
        requests BIGINT NOT NULL,
        failed BIGINT NOT NULL,
        decided INTEGER NOT NULL,
        waiting INTEGER NOT NULL,
        oldest DOUBLE PRECISION NOT NULL,
        dead INTEGER NOT NULL,
        CONSTRAINT pk_pulses PRIMARY KEY (begins)
    )
    """)
