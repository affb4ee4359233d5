"""Make the table of API keys.

Revision: 0018, after 0017, 2026-11-28.
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE api_keys (
            id UUID NOT NULL,
            contributor UUID NOT NULL,
            name TEXT NOT NULL,
            prefix TEXT NOT NULL,
            secret_hash TEXT NOT NULL,
            scopes TEXT[] NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            expires_at TIMESTAMP WITH TIME ZONE,
            last_used_at TIMESTAMP WITH TIME ZONE,
            revoked_at TIMESTAMP WITH TIME ZONE,
            CONSTRAINT pk_api_keys PRIMARY KEY (id),
            CONSTRAINT uq_api_keys_prefix UNIQUE (prefix),
            CONSTRAINT ck_api_keys_scopes CHECK (cardinality(scopes) > 0),
            CONSTRAINT fk_api_keys_contributor FOREIGN KEY (contributor) REFERENCES contributors (id)
                DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX ix_api_keys_contributor ON api_keys (contributor, id)")
