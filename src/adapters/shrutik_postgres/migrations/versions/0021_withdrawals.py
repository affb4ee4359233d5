"""Keep withdrawals, the states in which they found things, and the feeds that tell holders of a release of them.

New columns are empty, so that adding them is a change of the catalogue alone. A member of a release that was built
before has no id of its own there: its chunk's id stands in the manifest.

Revision: 0021, after 0020, 2026-11-28.
"""

from alembic import op

from shrutik_postgres.migrations.states import allow_states

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"
_TABLES = (
    f"""
    CREATE TABLE withdrawals (
        id UUID NOT NULL,
        contributor UUID NOT NULL,
        speaker UUID NOT NULL,
        recording UUID,
        collection UUID,
        purpose TEXT,
        requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
        undo_until TIMESTAMP WITH TIME ZONE NOT NULL,
        status TEXT NOT NULL,
        ended_at TIMESTAMP WITH TIME ZONE,
        CONSTRAINT pk_withdrawals PRIMARY KEY (id),
        CONSTRAINT fk_withdrawals_contributor FOREIGN KEY (contributor) REFERENCES contributors (id) {_DEFERRED},
        CONSTRAINT fk_withdrawals_speaker FOREIGN KEY (speaker) REFERENCES speakers (id) {_DEFERRED},
        CONSTRAINT fk_withdrawals_recording FOREIGN KEY (recording) REFERENCES recordings (id) {_DEFERRED},
        CONSTRAINT fk_withdrawals_collection FOREIGN KEY (collection) REFERENCES collections (id) {_DEFERRED},
        CONSTRAINT ck_withdrawals_status CHECK (status IN ('requested', 'undone', 'erasing', 'done')),
        CONSTRAINT ck_withdrawals_purpose_whole CHECK (num_nulls(collection, purpose) IN (0, 2))
    )
    """,
    "CREATE INDEX ix_withdrawals_contributor ON withdrawals (contributor, id)",
    f"""
    CREATE TABLE withdrawn_states (
        withdrawal UUID NOT NULL,
        thing UUID NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        CONSTRAINT pk_withdrawn_states PRIMARY KEY (withdrawal, thing),
        CONSTRAINT fk_withdrawn_states_withdrawal FOREIGN KEY (withdrawal) REFERENCES withdrawals (id) {_DEFERRED},
        CONSTRAINT ck_withdrawn_states_kind CHECK (kind IN ('recording', 'chunk'))
    )
    """,
    "CREATE INDEX ix_withdrawn_states_thing ON withdrawn_states (thing)",
    f"""
    CREATE TABLE withdrawn_clips (
        release UUID NOT NULL,
        number INTEGER NOT NULL,
        withdrawal UUID NOT NULL,
        clip TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT pk_withdrawn_clips PRIMARY KEY (release, number),
        CONSTRAINT fk_withdrawn_clips_release FOREIGN KEY (release) REFERENCES releases (id) {_DEFERRED},
        CONSTRAINT fk_withdrawn_clips_withdrawal FOREIGN KEY (withdrawal) REFERENCES withdrawals (id) {_DEFERRED},
        CONSTRAINT ck_withdrawn_clips_reason CHECK (reason IN ('recording', 'purpose', 'account', 'undone')),
        CONSTRAINT ck_withdrawn_clips_number CHECK (number > 0)
    )
    """,
    "CREATE INDEX ix_withdrawn_clips_withdrawal ON withdrawn_clips (withdrawal, release)",
)


def upgrade() -> None:
    op.execute("ALTER TABLE contributors ADD COLUMN IF NOT EXISTS withdrawn_at TIMESTAMP WITH TIME ZONE")
    op.execute("ALTER TABLE recordings ADD COLUMN IF NOT EXISTS withdrawn_at TIMESTAMP WITH TIME ZONE")
    op.execute("ALTER TABLE release_members ADD COLUMN IF NOT EXISTS clip TEXT")
    for statement in _TABLES:
        op.execute(statement)
    allow_states("reviews", "status", ("queued", "decided", "closed"))
    allow_states(
        "jobs",
        "kind",
        ("process_recording", "decide_chunk", "build_release", "recompute_collection", "send_letter", "withdraw"),
    )
