"""Keep what decoding clips has shown, and in which shard of a release each of them lies.

Revision: 0033, after 0032, 2026-11-29.
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_MEASURES = """
CREATE TABLE IF NOT EXISTS clip_measures (
    chunk UUID NOT NULL,
    pcm_sha256 TEXT NOT NULL,
    sample_rate INTEGER NOT NULL,
    channels SMALLINT NOT NULL,
    bits SMALLINT NOT NULL,
    samples BIGINT NOT NULL,
    CONSTRAINT pk_clip_measures PRIMARY KEY (chunk),
    CONSTRAINT fk_clip_measures_chunk FOREIGN KEY (chunk) REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED
)
"""


def upgrade() -> None:
    op.execute(_MEASURES)
    op.execute("ALTER TABLE release_members ADD COLUMN IF NOT EXISTS shard TEXT")
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_release_members_shard")
        op.execute("CREATE INDEX CONCURRENTLY ix_release_members_shard ON release_members (release, shard)")
