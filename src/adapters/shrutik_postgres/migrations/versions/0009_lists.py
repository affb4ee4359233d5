"""Let lists of recordings, releases and contributors go by status, and those of contributors by role, each by an index.

An index that was left behind invalid by a run that was broken off is made anew; one that is whole is made again, too,
which costs time and nothing else.

Revision: 0009, after 0008, 2026-11-28.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_recordings_status": "recordings (status, id)",
    "ix_recordings_contributor_status": "recordings (contributor, status, id)",
    "ix_recordings_collection_status": "recordings (collection, status, id)",
    "ix_releases_status": "releases (status, id)",
    "ix_contributors_role": "contributors (role, id)",
    "ix_contributors_status": "contributors (status, id)",
}


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for name, columns in _INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE INDEX CONCURRENTLY {name} ON {columns}")
