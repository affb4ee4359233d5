"""Keep chunks that no one may be lent out of the index that is searched for those to lend.

Revision: 0012, after 0011, 2026-11-28.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_OPEN = "(collection, votes DESC, turn, id) INCLUDE (speaker, free_at, had) WHERE status = 'open'"
_FREE = f"{_OPEN} AND free_at < 'infinity'"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_chunks_free")
        op.execute(f"CREATE INDEX CONCURRENTLY ix_chunks_free ON chunks {_FREE}")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_chunks_open")


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_chunks_open")
        op.execute(f"CREATE INDEX CONCURRENTLY ix_chunks_open ON chunks {_OPEN}")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_chunks_free")
