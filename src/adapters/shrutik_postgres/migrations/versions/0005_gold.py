"""Make the table of gold items, and mark the tasks and transcriptions that answer one.

A column with a constant default is a change of the catalogue alone: no row is written.

Revision: 0005, after 0004, 2026-11-26.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE tasks ADD COLUMN gold BOOLEAN NOT NULL DEFAULT false")
    op.execute("ALTER TABLE transcriptions ADD COLUMN gold BOOLEAN NOT NULL DEFAULT false")
    op.execute(
        """
        CREATE TABLE gold_items (
            chunk UUID NOT NULL,
            collection UUID NOT NULL,
            text TEXT NOT NULL,
            marked_by UUID NOT NULL,
            marked_at TIMESTAMP WITH TIME ZONE NOT NULL,
            lent INTEGER NOT NULL,
            CONSTRAINT pk_gold_items PRIMARY KEY (chunk),
            CONSTRAINT ck_gold_items_lent CHECK (lent >= 0),
            CONSTRAINT fk_gold_items_chunk FOREIGN KEY (chunk)
                REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_gold_items_collection FOREIGN KEY (collection)
                REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_gold_items_marked_by FOREIGN KEY (marked_by)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX ix_gold_items_offered ON gold_items (collection, chunk) WHERE lent < 200")
