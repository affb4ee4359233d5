"""Count chunks by an index, and find decisions by their day, for the admins' overview.

An index that was left behind invalid by a run that was broken off is made anew.

Revision: 0029, after 0028, 2026-11-29.
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_chunks_counted": "chunks (collection, status, votes, wanted)",
    "ix_reviews_decided": "reviews (decided_at) WHERE status = 'decided'",
}


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for name, columns in _INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE INDEX CONCURRENTLY {name} ON {columns}")
