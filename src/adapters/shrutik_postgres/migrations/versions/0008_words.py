"""Name tables, indices and decisions by the words of the glossary.

Names are a change of the catalogue alone. Decisions are rewritten in portions, each a transaction of its own: a row
that is read meanwhile says the same in the old word.

Revision: 0008, after 0007, 2026-11-28.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PORTION = 10_000
# From version 18 on, PostgreSQL names what is NOT NULL too.
_CONSTRAINTS = """
    SELECT conname FROM pg_constraint
    WHERE conrelid = 'recording_fingerprints'::regclass AND conname LIKE '%recording_prints%'
"""
# Decisions first, then the reasons beside them: a run that was broken off begins again and finds what is left.
_REWORD = """
    UPDATE consensuses SET
        decision = replace(decision, 'more_voices', 'more_votes'),
        reasons = array_replace(array_replace(reasons, 'few_voices', 'few_votes'),
                                'all_voices_wanted', 'all_votes_wanted')
    WHERE chunk IN (
        SELECT chunk FROM consensuses
        WHERE decision = 'more_voices' OR reasons && ARRAY['few_voices', 'all_voices_wanted']
        LIMIT :portion
    )
"""


def upgrade() -> None:
    with op.get_context().autocommit_block():
        connection = op.get_bind()
        while connection.execute(sa.text(_REWORD), {"portion": _PORTION}).rowcount:
            pass
    op.execute("ALTER TABLE recording_prints RENAME TO recording_fingerprints")
    for old in op.get_bind().scalars(sa.text(_CONSTRAINTS)).all():
        new = old.replace("recording_prints", "recording_fingerprints")
        op.execute(f"ALTER TABLE recording_fingerprints RENAME CONSTRAINT {old} TO {new}")
    op.execute("ALTER INDEX ix_recording_prints_bytes RENAME TO ix_recording_fingerprints_bytes")
    op.execute("ALTER INDEX ix_chunks_voiced RENAME TO ix_chunks_voted")
