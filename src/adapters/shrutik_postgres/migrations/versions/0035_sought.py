"""Find people by how words of their names and addresses begin, and invitations by collection and state.

Revision: 0035, after 0034, 2026-11-29.
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_SOUGHT = """
array_to_tsvector(array_remove(array_append(array_remove(
    string_to_array(lower(name COLLATE "C"), ' '), ''), email), NULL))
"""
_INDEXES = {
    "ix_contributors_sought": f"contributors USING gin (({_SOUGHT}))",
    "ix_invitations_collection": "invitations (collection, id)",
    "ix_invitations_status": "invitations (status, id)",
    "ix_invitations_collection_status": "invitations (collection, status, id)",
}


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for name, columns in _INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE INDEX CONCURRENTLY {name} ON {columns}")
