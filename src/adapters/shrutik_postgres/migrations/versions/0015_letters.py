"""Let jobs send letters.

Revision: 0015, after 0014, 2026-11-28.
"""

from shrutik_postgres.migrations.states import allow_states

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    allow_states(
        "jobs", "kind", ("process_recording", "decide_chunk", "build_release", "recompute_collection", "send_letter")
    )
