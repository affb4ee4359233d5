"""Keep uploads that come in parts.

Revision: 0028, after 0027, 2026-11-29.
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_UPLOADS = """
CREATE TABLE uploads (
    id UUID NOT NULL,
    contributor UUID NOT NULL,
    collection UUID NOT NULL,
    speaker UUID,
    prompt UUID,
    recording UUID,
    length BIGINT NOT NULL,
    "offset" BIGINT NOT NULL,
    announced TEXT,
    metadata JSONB NOT NULL,
    key TEXT,
    key_digest TEXT,
    status TEXT NOT NULL,
    sha256 TEXT,
    problem_code TEXT,
    problem_detail TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_uploads PRIMARY KEY (id),
    CONSTRAINT fk_uploads_contributor FOREIGN KEY(contributor) REFERENCES contributors (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_uploads_collection FOREIGN KEY(collection) REFERENCES collections (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_uploads_speaker FOREIGN KEY(speaker) REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_uploads_prompt FOREIGN KEY(prompt) REFERENCES prompts (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_uploads_recording FOREIGN KEY(recording) REFERENCES recordings (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_uploads_status CHECK (status IN ('receiving', 'complete', 'refused')),
    CONSTRAINT ck_uploads_offset CHECK ("offset" BETWEEN 0 AND length)
)
"""
_PARTS = """
CREATE TABLE upload_parts (
    upload UUID NOT NULL,
    start BIGINT NOT NULL,
    size BIGINT NOT NULL,
    blob_key TEXT NOT NULL,
    CONSTRAINT pk_upload_parts PRIMARY KEY (upload, start),
    CONSTRAINT fk_upload_parts_upload FOREIGN KEY(upload) REFERENCES uploads (id) DEFERRABLE INITIALLY DEFERRED
)
"""
_INDEXES = (
    "CREATE INDEX ix_uploads_contributor ON uploads (contributor, id)",
    "CREATE INDEX ix_uploads_speaker ON uploads (speaker) WHERE speaker IS NOT NULL",
    "CREATE INDEX ix_uploads_recording ON uploads (recording) WHERE recording IS NOT NULL",
    "CREATE INDEX ix_uploads_expires_at ON uploads (expires_at, id)",
    "CREATE UNIQUE INDEX uq_uploads_key ON uploads (contributor, key) WHERE key IS NOT NULL",
)


def upgrade() -> None:
    for statement in (_UPLOADS, _PARTS, *_INDEXES):
        op.execute(statement)
