"""Keep of a second look how the chunk was settled before it; and who wishes to stand on a leaderboard.

New columns are empty or have a constant default, so that adding them is a change of the catalogue alone.

Revision: 0030, after 0029, 2026-11-29.
"""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_COLUMNS = """
ALTER TABLE reviews
    ADD COLUMN IF NOT EXISTS earlier_text TEXT,
    ADD COLUMN IF NOT EXISTS earlier_proposed TEXT,
    ADD COLUMN IF NOT EXISTS earlier_by UUID
"""
_CONSTRAINTS = """
ALTER TABLE reviews
    DROP CONSTRAINT IF EXISTS ck_reviews_earlier_whole,
    ADD CONSTRAINT ck_reviews_earlier_whole
        CHECK (earlier_text IS NOT NULL OR num_nulls(earlier_proposed, earlier_by) = 2) NOT VALID,
    DROP CONSTRAINT IF EXISTS fk_reviews_earlier_by,
    ADD CONSTRAINT fk_reviews_earlier_by FOREIGN KEY (earlier_by) REFERENCES contributors (id)
        DEFERRABLE INITIALLY DEFERRED NOT VALID
"""
_LISTED = "ALTER TABLE contributors ADD COLUMN IF NOT EXISTS on_leaderboard BOOLEAN NOT NULL DEFAULT false"
_INDEXES = {
    "uq_reviews_second_look": ("UNIQUE INDEX", "reviews (chunk) WHERE earlier_text IS NOT NULL"),
    "ix_reviews_second_looks": ("INDEX", "reviews (collection, id) WHERE earlier_text IS NOT NULL"),
    "ix_contributors_on_leaderboard": ("INDEX", "contributors (id) WHERE on_leaderboard"),
}


def upgrade() -> None:
    op.execute(_COLUMNS)
    op.execute(_LISTED)
    with op.get_context().autocommit_block():
        op.execute(_CONSTRAINTS)
        op.execute("ALTER TABLE reviews VALIDATE CONSTRAINT ck_reviews_earlier_whole")
        op.execute("ALTER TABLE reviews VALIDATE CONSTRAINT fk_reviews_earlier_by")
        for name, (kind, columns) in _INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE {kind} CONCURRENTLY {name} ON {columns}")
