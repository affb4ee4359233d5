"""Keep what people report of clips, and find a clip of a release by the id that its manifest has.

Revision: 0046, after 0045, 2026-11-30.
"""

from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_REPORTS = """
CREATE TABLE IF NOT EXISTS clip_reports (
    id UUID NOT NULL,
    chunk UUID NOT NULL,
    contributor UUID NOT NULL,
    reason TEXT NOT NULL,
    reported_at TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ,
    CONSTRAINT pk_clip_reports PRIMARY KEY (id),
    CONSTRAINT uq_clip_reports_chunk_contributor UNIQUE (chunk, contributor),
    CONSTRAINT fk_clip_reports_chunk FOREIGN KEY (chunk) REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_clip_reports_contributor
        FOREIGN KEY (contributor) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
)
"""
_OF_REPORTS = (
    "CREATE INDEX IF NOT EXISTS ix_clip_reports_waiting ON clip_reports (chunk) WHERE answered_at IS NULL",
    (
        "CREATE INDEX IF NOT EXISTS ix_clip_reports_waiting_of_person ON clip_reports (contributor) "
        "WHERE answered_at IS NULL"
    ),
    "CREATE INDEX IF NOT EXISTS ix_clip_reports_page ON clip_reports (contributor, id)",
)


def upgrade() -> None:
    for statement in (_REPORTS, *_OF_REPORTS):
        op.execute(statement)
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_release_members_clip")
        op.execute("CREATE INDEX CONCURRENTLY ix_release_members_clip ON release_members (release, clip)")
