"""Make the tables of entrusted speakers, their recorded consents, and identities at providers of log-in.

Revision: 0017, after 0016, 2026-11-28.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE entrusted_speakers (
            id UUID NOT NULL,
            collection UUID NOT NULL,
            facilitator UUID NOT NULL,
            name TEXT NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            minor BOOLEAN NOT NULL,
            guardian TEXT NOT NULL,
            CONSTRAINT pk_entrusted_speakers PRIMARY KEY (id),
            CONSTRAINT ck_entrusted_speakers_guardian CHECK (guardian <> '' OR NOT minor),
            CONSTRAINT fk_entrusted_speakers_id FOREIGN KEY (id)
                REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_entrusted_speakers_collection FOREIGN KEY (collection)
                REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_entrusted_speakers_facilitator FOREIGN KEY (facilitator)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX ix_entrusted_speakers_facilitator ON entrusted_speakers (facilitator, id)")
    op.execute(
        """
        CREATE TABLE recorded_consents (
            id UUID NOT NULL,
            speaker UUID NOT NULL,
            audio_key TEXT NOT NULL,
            audio_size BIGINT NOT NULL,
            audio_sha256 TEXT NOT NULL,
            media_type TEXT NOT NULL,
            recorded_by UUID NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            CONSTRAINT pk_recorded_consents PRIMARY KEY (id),
            CONSTRAINT fk_recorded_consents_id FOREIGN KEY (id)
                REFERENCES consents (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_recorded_consents_speaker FOREIGN KEY (speaker)
                REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_recorded_consents_recorded_by FOREIGN KEY (recorded_by)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX ix_recorded_consents_speaker ON recorded_consents (speaker, id)")
    op.execute(
        """
        CREATE TABLE identities (
            id UUID NOT NULL,
            issuer TEXT NOT NULL,
            subject TEXT NOT NULL,
            contributor UUID NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            CONSTRAINT pk_identities PRIMARY KEY (id),
            CONSTRAINT uq_identities_issuer_subject UNIQUE (issuer, subject),
            CONSTRAINT fk_identities_contributor FOREIGN KEY (contributor)
                REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX ix_identities_contributor ON identities (contributor, id)")
