"""Keep which prompts speakers skipped, and which prompts are set aside for that.

New columns are empty, so that adding them is a change of the catalogue alone. The index that finds the next prompt is
made anew for those that are offered; the one before it goes last, so that there is one at any moment.

Revision: 0031, after 0030, 2026-11-29.
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_COLUMNS = """
ALTER TABLE prompts
    ADD COLUMN IF NOT EXISTS set_aside_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS offered_again_at TIMESTAMPTZ
"""
_SKIPS = """
CREATE TABLE IF NOT EXISTS prompt_skips (
    id UUID NOT NULL,
    prompt UUID NOT NULL,
    speaker UUID NOT NULL,
    reason TEXT NOT NULL,
    skipped_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_prompt_skips PRIMARY KEY (id),
    CONSTRAINT uq_prompt_skips_speaker_prompt UNIQUE (speaker, prompt),
    CONSTRAINT fk_prompt_skips_prompt FOREIGN KEY (prompt) REFERENCES prompts (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_prompt_skips_speaker FOREIGN KEY (speaker) REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_prompt_skips_reason
        CHECK (reason IN ('cannot_read', 'has_errors', 'wrong_language', 'offensive', 'personal', 'other'))
)
"""
_OF_SKIPS = (
    "CREATE INDEX IF NOT EXISTS ix_prompt_skips_counted ON prompt_skips (prompt, reason, skipped_at)",
    "CREATE INDEX IF NOT EXISTS ix_prompt_skips_page ON prompt_skips (speaker, id)",
)
_INDEXES = {
    "ix_prompts_offered": "prompts (collection, recorded, id) WHERE set_aside_at IS NULL",
    "ix_prompts_set_aside": "prompts (collection, id) WHERE set_aside_at IS NOT NULL",
}


def upgrade() -> None:
    for statement in (_COLUMNS, _SKIPS, *_OF_SKIPS):
        op.execute(statement)
    with op.get_context().autocommit_block():
        for name, columns in _INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE INDEX CONCURRENTLY {name} ON {columns}")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_prompts_next")
