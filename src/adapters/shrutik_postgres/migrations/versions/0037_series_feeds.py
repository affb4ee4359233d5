"""Keep the feeds of series: a chain of rows for all releases of a name, and the last signed head of each.

They begin empty: what was withdrawn before is in no release that comes after, and those that came before tell of it by
feeds of their own.

Revision: 0037, after 0035, 2026-11-29.
"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS series_feed_rows (
        series TEXT NOT NULL,
        seq INTEGER NOT NULL,
        line TEXT NOT NULL,
        CONSTRAINT pk_series_feed_rows PRIMARY KEY (series, seq),
        CONSTRAINT ck_series_feed_rows_seq CHECK (seq > 0)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS series_heads (
        series TEXT NOT NULL,
        head TEXT NOT NULL,
        CONSTRAINT pk_series_heads PRIMARY KEY (series)
    )
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
