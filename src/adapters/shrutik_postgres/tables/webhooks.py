"""Tables of webhooks, of the events that they are told of, and of the deliveries of these."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.webhooks.delivery import DeliveryStatus
from shrutik_core.webhooks.webhook import WebhookStatus
from shrutik_postgres.tables.base import document, identity, instant, metadata, one_of, reference

webhooks = Table(
    "webhooks",
    metadata,
    identity(),
    reference("contributor", "contributors"),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("events", ARRAY(Text), nullable=False),
    reference("collection", "collections", nullable=True),
    instant("created_at"),
    Column("status", Text, nullable=False),
    Column("secret_number", Integer, nullable=False),
    instant("rotated_at", nullable=True),
    Column("failures", Integer, nullable=False),
    instant("failing_since", nullable=True),
    instant("rests_until", nullable=True),
    instant("tried_at", nullable=True),
    one_of("status", WebhookStatus),
    CheckConstraint("least(secret_number, failures) >= 0", name="counts"),
    CheckConstraint("cardinality(events) > 0", name="events"),
    Index("ix_webhooks_contributor", "contributor", "id"),
    Index("ix_webhooks_active", "tried_at", postgresql_where=text("status = 'active'")),
)
happenings = Table(
    "happenings",
    metadata,
    identity(),
    Column("type", Text, nullable=False),
    instant("at"),
    document("data"),
    Column("collections", ARRAY(Uuid), nullable=False),
)
# No reference to webhooks: whoever removes one must not make the commit fail that tells it of something.
deliveries = Table(
    "deliveries",
    metadata,
    Column("webhook", Uuid, primary_key=True),
    reference("event", "happenings", primary=True),
    instant("due_at"),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    instant("begun_at", nullable=True),
    instant("ended_at", nullable=True),
    Column("answer", Integer),
    Column("error", Text, nullable=False),
    one_of("status", DeliveryStatus),
    CheckConstraint("attempts >= 0", name="attempts"),
    Index("ix_deliveries_due", "webhook", "due_at", "event", postgresql_where=text("status = 'waiting'")),
    Index("ix_deliveries_event", "event"),
    Index("ix_deliveries_ended", "ended_at", postgresql_where=text("ended_at IS NOT NULL")),
)
