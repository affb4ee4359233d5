"""Keep every version of a collection's consent document, and what each consent was shown.

Columns with a constant default or none are a change of the catalogue alone. Each collection's present text becomes the
first version of its document; a collection that an older program makes meanwhile does without a row until its next
version.

Revision: 0019, after 0017, 2026-11-28.
"""

from alembic import op

revision = "0019"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLE = """
    CREATE TABLE consent_documents (
        id UUID NOT NULL,
        collection UUID NOT NULL,
        number INTEGER NOT NULL,
        version TEXT NOT NULL,
        language TEXT NOT NULL,
        texts JSONB NOT NULL,
        purposes TEXT[] NOT NULL,
        licence TEXT NOT NULL,
        published_at TIMESTAMP WITH TIME ZONE NOT NULL,
        replaces BOOLEAN NOT NULL,
        spoken JSONB NOT NULL,
        CONSTRAINT pk_consent_documents PRIMARY KEY (id),
        CONSTRAINT uq_consent_documents_collection_version UNIQUE (collection, version),
        CONSTRAINT uq_consent_documents_collection_number UNIQUE (collection, number),
        CONSTRAINT ck_consent_documents_number CHECK (number > 0),
        CONSTRAINT fk_consent_documents_collection FOREIGN KEY (collection)
            REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED
    )
"""
_FIRST_VERSIONS = """
    INSERT INTO consent_documents
        (id, collection, number, version, language, texts, purposes, licence, published_at, replaces, spoken)
    SELECT id, id, 1, consent_version, language, jsonb_build_object(language, consent_text),
        ARRAY['publish', 'record'], licence, created_at, false, '{}'
    FROM collections
"""


def upgrade() -> None:
    op.execute(_TABLE)
    op.execute(_FIRST_VERSIONS)
    for change in ("language TEXT", "text_hash TEXT", "narrowed_from UUID"):
        op.execute(f"ALTER TABLE consents ADD COLUMN IF NOT EXISTS {change}")
    op.execute("ALTER TABLE speakers ADD COLUMN IF NOT EXISTS traits_in_releases TEXT[]")
