"""Keep webhooks, events, and the deliveries of these.

All begin empty: what happened before is not told to programs that ask from now on.

Revision: 0042, after 0041, 2026-11-30.
"""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE webhooks (
        id UUID NOT NULL,
        contributor UUID NOT NULL,
        name TEXT NOT NULL,
        url TEXT NOT NULL,
        events TEXT[] NOT NULL,
        collection UUID,
        created_at TIMESTAMP WITH TIME ZONE NOT NULL,
        status TEXT NOT NULL,
        secret_number INTEGER NOT NULL,
        rotated_at TIMESTAMP WITH TIME ZONE,
        failures INTEGER NOT NULL,
        failing_since TIMESTAMP WITH TIME ZONE,
        rests_until TIMESTAMP WITH TIME ZONE,
        tried_at TIMESTAMP WITH TIME ZONE,
        CONSTRAINT pk_webhooks PRIMARY KEY (id),
        CONSTRAINT ck_webhooks_status CHECK (status IN ('active', 'paused', 'failing', 'gone')),
        CONSTRAINT ck_webhooks_counts CHECK (least(secret_number, failures) >= 0),
        CONSTRAINT ck_webhooks_events CHECK (cardinality(events) > 0),
        CONSTRAINT fk_webhooks_contributor FOREIGN KEY (contributor) REFERENCES contributors (id)
            DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_webhooks_collection FOREIGN KEY (collection) REFERENCES collections (id)
            DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_webhooks_contributor ON webhooks (contributor, id)",
    "CREATE INDEX ix_webhooks_active ON webhooks (tried_at) WHERE status = 'active'",
    """
    CREATE TABLE happenings (
        id UUID NOT NULL,
        type TEXT NOT NULL,
        at TIMESTAMP WITH TIME ZONE NOT NULL,
        data JSONB NOT NULL,
        collections UUID[] NOT NULL,
        CONSTRAINT pk_happenings PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE deliveries (
        webhook UUID NOT NULL,
        event UUID NOT NULL,
        due_at TIMESTAMP WITH TIME ZONE NOT NULL,
        status TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        begun_at TIMESTAMP WITH TIME ZONE,
        ended_at TIMESTAMP WITH TIME ZONE,
        answer INTEGER,
        error TEXT NOT NULL,
        CONSTRAINT pk_deliveries PRIMARY KEY (webhook, event),
        CONSTRAINT ck_deliveries_status CHECK (status IN ('waiting', 'delivered', 'dead')),
        CONSTRAINT ck_deliveries_attempts CHECK (attempts >= 0),
        CONSTRAINT fk_deliveries_event FOREIGN KEY (event) REFERENCES happenings (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_deliveries_due ON deliveries (webhook, due_at, event) WHERE status = 'waiting'",
    "CREATE INDEX ix_deliveries_event ON deliveries (event)",
    "CREATE INDEX ix_deliveries_ended ON deliveries (ended_at) WHERE ended_at IS NOT NULL",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
