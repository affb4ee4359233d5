"""Let prompts be pictures, sounds and questions, too; keep what they show or play, and what collections tell people.

New columns are empty or have a constant default, so that adding them is a change of the catalogue alone. Every prompt
that is there is a text to be read aloud.

Revision: 0027, after 0025, 2026-11-29.
"""

from alembic import op

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None

_WORDS = """
CREATE TABLE IF NOT EXISTS collection_words (
    collection UUID NOT NULL CONSTRAINT pk_collection_words PRIMARY KEY
        CONSTRAINT fk_collection_words_collection REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
    about JSONB NOT NULL,
    guidelines JSONB NOT NULL,
    goal_hours DOUBLE PRECISION,
    CONSTRAINT ck_collection_words_goal_hours CHECK (goal_hours > 0)
)
"""
_MEDIA = """
CREATE TABLE IF NOT EXISTS prompt_media (
    id UUID NOT NULL CONSTRAINT pk_prompt_media PRIMARY KEY,
    blob_key TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
)
"""
_COLUMNS = """
ALTER TABLE prompts
    ADD COLUMN IF NOT EXISTS kind TEXT NOT NULL DEFAULT 'text',
    ADD COLUMN IF NOT EXISTS medium UUID,
    ADD COLUMN IF NOT EXISTS media_type TEXT,
    ADD COLUMN IF NOT EXISTS longest INTEGER
"""
_CONSTRAINTS = """
ALTER TABLE prompts
    DROP CONSTRAINT IF EXISTS ck_prompts_kind,
    ADD CONSTRAINT ck_prompts_kind CHECK (kind IN ('text', 'picture', 'sound', 'question')) NOT VALID,
    DROP CONSTRAINT IF EXISTS ck_prompts_medium_whole,
    ADD CONSTRAINT ck_prompts_medium_whole CHECK (num_nulls(medium, media_type) IN (0, 2)) NOT VALID,
    DROP CONSTRAINT IF EXISTS fk_prompts_medium,
    ADD CONSTRAINT fk_prompts_medium FOREIGN KEY (medium) REFERENCES prompt_media (id)
        DEFERRABLE INITIALLY DEFERRED NOT VALID
"""


def upgrade() -> None:
    op.execute(_WORDS)
    op.execute(_MEDIA)
    op.execute(_COLUMNS)
    with op.get_context().autocommit_block():
        op.execute(_CONSTRAINTS)
        op.execute("ALTER TABLE prompts VALIDATE CONSTRAINT ck_prompts_kind")
        op.execute("ALTER TABLE prompts VALIDATE CONSTRAINT ck_prompts_medium_whole")
        op.execute("ALTER TABLE prompts VALIDATE CONSTRAINT fk_prompts_medium")
