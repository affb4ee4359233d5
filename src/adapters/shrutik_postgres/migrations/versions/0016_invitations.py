"""Make the table of invitations.

Revision: 0016, after 0015, 2026-11-28.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE invitations (
            id UUID NOT NULL,
            code_hash TEXT NOT NULL,
            prefix TEXT NOT NULL,
            collection UUID NOT NULL,
            made_by UUID,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            name TEXT NOT NULL,
            replaces UUID,
            status TEXT NOT NULL,
            ended_at TIMESTAMP WITH TIME ZONE,
            contributor UUID,
            CONSTRAINT pk_invitations PRIMARY KEY (id),
            CONSTRAINT uq_invitations_code_hash UNIQUE (code_hash),
            CONSTRAINT ck_invitations_status CHECK (status IN ('open', 'used', 'revoked')),
            CONSTRAINT ck_invitations_contributor CHECK ((contributor IS NOT NULL) = (status = 'used')),
            CONSTRAINT fk_invitations_collection FOREIGN KEY (collection)
                REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_invitations_made_by FOREIGN KEY (made_by)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_invitations_replaces FOREIGN KEY (replaces)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_invitations_contributor FOREIGN KEY (contributor)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX ix_invitations_contributor ON invitations (contributor, id)")
    op.execute("CREATE INDEX ix_invitations_made_by ON invitations (made_by, id)")
    op.execute("CREATE INDEX ix_invitations_replaces ON invitations (replaces, id)")
