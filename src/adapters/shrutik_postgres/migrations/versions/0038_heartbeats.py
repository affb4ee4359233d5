"""Keep heartbeats of processes that do jobs, and when periodic tasks were last begun.

Both begin empty: whoever runs gives its first beat within seconds, and a task's first turn is whoever asks first.

Revision: 0038, after 0037, 2026-11-29.
"""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS heartbeats (
        worker UUID NOT NULL,
        host TEXT NOT NULL,
        queues TEXT[] NOT NULL,
        threads INTEGER NOT NULL,
        count BIGINT NOT NULL,
        CONSTRAINT pk_heartbeats PRIMARY KEY (worker),
        CONSTRAINT ck_heartbeats_counts CHECK (threads > 0 AND count >= 0)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS periodic_turns (
        name TEXT NOT NULL,
        taken_at TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT pk_periodic_turns PRIMARY KEY (name)
    )
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
