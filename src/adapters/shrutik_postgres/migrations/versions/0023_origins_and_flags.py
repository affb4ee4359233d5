"""Keep from where accounts, recordings and texts came, how soon texts came, and what an admin should look at.

Columns without a default are a change of the catalogue alone. Indices are made beside running work; one that was left
behind invalid by a run that was broken off is made anew.

Revision: 0023, after 0022, 2026-11-28.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS arrivals (
        contributor UUID NOT NULL CONSTRAINT pk_arrivals PRIMARY KEY
            CONSTRAINT fk_arrivals_contributor REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED,
        origin UUID,
        vouched BOOLEAN NOT NULL DEFAULT false
    )
    """,
    "CREATE INDEX IF NOT EXISTS ix_arrivals_origin ON arrivals (origin) WHERE origin IS NOT NULL",
    """
    CREATE TABLE IF NOT EXISTS flags (
        id UUID NOT NULL CONSTRAINT pk_flags PRIMARY KEY,
        kind TEXT NOT NULL CONSTRAINT ck_flags_kind CHECK (kind IN ('too_fast', 'copied')),
        contributor UUID NOT NULL
            CONSTRAINT fk_flags_contributor REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED,
        other UUID CONSTRAINT fk_flags_other REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED,
        raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT ck_flags_other CHECK ((kind = 'copied') = (other IS NOT NULL))
    )
    """,
    "CREATE UNIQUE INDEX IF NOT EXISTS uq_flags_about ON flags (contributor, kind, coalesce(other, contributor))",
    "CREATE INDEX IF NOT EXISTS ix_flags_other ON flags (other) WHERE other IS NOT NULL",
    """
    CREATE TABLE IF NOT EXISTS flag_evidence (
        flag UUID NOT NULL CONSTRAINT fk_flag_evidence_flag REFERENCES flags (id) DEFERRABLE INITIALLY DEFERRED,
        transcription UUID NOT NULL
            CONSTRAINT fk_flag_evidence_transcription REFERENCES transcriptions (id) DEFERRABLE INITIALLY DEFERRED,
        chunk UUID NOT NULL CONSTRAINT fk_flag_evidence_chunk REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED,
        beside UUID,
        took DOUBLE PRECISION,
        lasts DOUBLE PRECISION,
        CONSTRAINT pk_flag_evidence PRIMARY KEY (flag, transcription)
    )
    """,
)


def upgrade() -> None:
    op.execute("ALTER TABLE transcriptions ADD COLUMN IF NOT EXISTS origin UUID")
    op.execute("ALTER TABLE transcriptions ADD COLUMN IF NOT EXISTS took DOUBLE PRECISION")
    op.execute("ALTER TABLE recordings ADD COLUMN IF NOT EXISTS origin UUID")
    for statement in _TABLES:
        op.execute(statement)
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_tasks_taken")
        op.execute(
            """
            CREATE INDEX CONCURRENTLY ix_tasks_taken ON tasks (contributor, lease_expires_at)
                WHERE status IN ('leased', 'skipped')
            """
        )
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_tasks_held")
