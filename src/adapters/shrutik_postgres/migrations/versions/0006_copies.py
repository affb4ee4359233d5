"""Make the tables of prints and marks, and name the recording that another is a copy of.

A column that may be empty is a change of the catalogue alone. Recordings that were processed before have no print.

Revision: 0006, after 0005, 2026-11-26.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE recordings ADD COLUMN copy_of UUID")
    op.execute(
        """
        CREATE TABLE recording_prints (
            recording UUID NOT NULL,
            collection UUID NOT NULL,
            sha256 TEXT NOT NULL,
            words BYTEA NOT NULL,
            CONSTRAINT pk_recording_prints PRIMARY KEY (recording),
            CONSTRAINT fk_recording_prints_recording FOREIGN KEY (recording)
                REFERENCES recordings (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_recording_prints_collection FOREIGN KEY (collection)
                REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX ix_recording_prints_bytes ON recording_prints (collection, sha256, recording)")
    op.execute(
        """
        CREATE TABLE recording_marks (
            collection UUID NOT NULL,
            mark INTEGER NOT NULL,
            recording UUID NOT NULL,
            CONSTRAINT pk_recording_marks PRIMARY KEY (collection, mark, recording),
            CONSTRAINT fk_recording_marks_recording FOREIGN KEY (recording)
                REFERENCES recordings (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
