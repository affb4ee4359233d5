"""Find all recordings of one voice, which its speaker may withdraw, and the text of a task that is deleted with them.

Without the second index the check of each deleted task would read all texts. An index that was left behind invalid by a
run that was broken off is made anew.

Revision: 0022, after 0021, 2026-11-28.
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_recordings_speaker")
        op.execute("CREATE INDEX CONCURRENTLY ix_recordings_speaker ON recordings (speaker, id)")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_transcriptions_task")
        op.execute("CREATE INDEX CONCURRENTLY ix_transcriptions_task ON transcriptions (task)")
