"""Make the tables of log-ins: sessions, refresh tokens, one-time tokens, letters, and attempts to log in.

Revision: 0014, after 0013, 2026-11-28.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TABLES = {
    "sessions": """
        id UUID NOT NULL,
        contributor UUID NOT NULL,
        created_at TIMESTAMP WITH TIME ZONE NOT NULL,
        last_used_at TIMESTAMP WITH TIME ZONE NOT NULL,
        agent TEXT NOT NULL,
        ended_at TIMESTAMP WITH TIME ZONE,
        CONSTRAINT pk_sessions PRIMARY KEY (id),
        CONSTRAINT fk_sessions_contributor FOREIGN KEY (contributor)
            REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
    """,
    "refresh_tokens": """
        digest TEXT NOT NULL,
        session UUID NOT NULL,
        expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
        used_at TIMESTAMP WITH TIME ZONE,
        CONSTRAINT pk_refresh_tokens PRIMARY KEY (digest),
        CONSTRAINT fk_refresh_tokens_session FOREIGN KEY (session)
            REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED
    """,
    "one_time_tokens": """
        digest TEXT NOT NULL,
        purpose TEXT NOT NULL,
        contributor UUID NOT NULL,
        email TEXT NOT NULL,
        expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
        used_at TIMESTAMP WITH TIME ZONE,
        CONSTRAINT pk_one_time_tokens PRIMARY KEY (digest),
        CONSTRAINT ck_one_time_tokens_purpose CHECK (purpose IN ('verify_email', 'change_email', 'reset_password')),
        CONSTRAINT fk_one_time_tokens_contributor FOREIGN KEY (contributor)
            REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
    """,
    "letters": """
        id UUID NOT NULL,
        kind TEXT NOT NULL,
        contributor UUID,
        email TEXT NOT NULL,
        created_at TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT pk_letters PRIMARY KEY (id),
        CONSTRAINT ck_letters_kind CHECK (kind IN ('verify_email', 'change_email', 'reset_password',
            'email_changing', 'email_changed', 'password_changed', 'registered_before')),
        CONSTRAINT fk_letters_contributor FOREIGN KEY (contributor)
            REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
    """,
    "login_attempts": """
        digest TEXT NOT NULL,
        failures INTEGER NOT NULL,
        last_at TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT pk_login_attempts PRIMARY KEY (digest),
        CONSTRAINT ck_login_attempts_failures CHECK (failures >= 0)
    """,
}
_INDEXES = {
    "ix_sessions_page": "sessions (contributor, id)",
    "ix_sessions_age": "sessions (last_used_at)",
    "ix_refresh_tokens_session": "refresh_tokens (session)",
    "ix_refresh_tokens_age": "refresh_tokens (expires_at)",
    "ix_one_time_tokens_contributor": "one_time_tokens (contributor, purpose)",
    "ix_one_time_tokens_age": "one_time_tokens (expires_at)",
    "ix_letters_contributor": "letters (contributor)",
    "ix_login_attempts_age": "login_attempts (last_at)",
}


def upgrade() -> None:
    for table, columns in _TABLES.items():
        op.execute(f"CREATE TABLE {table} ({columns})")
    for index, place in _INDEXES.items():
        op.execute(f"CREATE INDEX {index} ON {place}")
