"""Keep what gauges showed when they were last read.

One process sums up whole tables for all, every few minutes; whoever is asked for figures reads them here.

Revision: 0040, after 0039, 2026-11-29.
"""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE TABLE IF NOT EXISTS readings (
        metric TEXT NOT NULL,
        labels TEXT[] NOT NULL,
        value DOUBLE PRECISION NOT NULL,
        read_at TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT pk_readings PRIMARY KEY (metric, labels)
    )
    """)
