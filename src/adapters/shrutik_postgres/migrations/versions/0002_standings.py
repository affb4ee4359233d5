"""Make the table of standings: how reliable each contributor is in each language.

Revision: 0002, after 0001, 2026-11-22.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE standings (
            contributor UUID NOT NULL,
            language TEXT NOT NULL,
            right_words BIGINT NOT NULL,
            wrong_words BIGINT NOT NULL,
            clips BIGINT NOT NULL,
            gold_clips BIGINT NOT NULL,
            CONSTRAINT pk_standings PRIMARY KEY (contributor, language),
            CONSTRAINT ck_standings_counts CHECK (least(right_words, wrong_words, clips, gold_clips) >= 0),
            CONSTRAINT fk_standings_contributor FOREIGN KEY (contributor)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
