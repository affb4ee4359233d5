"""The repository of webhooks on PostgreSQL."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Text,
    TextClause,
    Uuid,
    any_,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.events.catalogue import EventType, known_types
from shrutik_core.shared.ids import ContributorId, WebhookId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.webhooks.webhook import Health, Webhook, WebhookStatus
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.webhooks import deliveries, happenings, webhooks
from shrutik_postgres.transaction import Transaction, Values

KNOWN_TYPES = ", ".join(f"'{one}'" for one in EventType)
"""Those of events that this version knows, as SQL."""
_NOT_KNOWN = f"ARRAY(SELECT one FROM unnest(webhooks.events) one WHERE one NOT IN ({KNOWN_TYPES}))"
_UNKNOWN: ColumnElement[list[str]] = literal_column(_NOT_KNOWN)


class PostgresWebhooks:
    """`Webhooks` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, webhook: Webhook) -> None:
        """See `Webhooks.add`."""
        self._transaction.run(insert(webhooks).values(_values(webhook)))

    def save(self, webhook: Webhook) -> None:
        """See `Webhooks.save`."""
        values = _values(webhook)
        changes = {**values, "events": func.array_cat(literal(values["events"], ARRAY(Text)), _UNKNOWN)}
        self._transaction.change(update(webhooks).where(webhooks.c.id == webhook.id).values(changes), "webhook")

    def find(self, webhook: WebhookId, *, lock: bool = False) -> Webhook | None:
        """See `Webhooks.find`."""
        wanted = select(webhooks).where(webhooks.c.id == webhook)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return to_webhook(row) if row else None

    def remove(self, webhook: WebhookId) -> None:
        """See `Webhooks.remove`."""
        forget_deliveries(self._transaction, deliveries.c.webhook == webhook)
        self._transaction.run(delete(webhooks).where(webhooks.c.id == webhook))

    def count(self, contributor: ContributorId) -> int:
        """See `Webhooks.count`."""
        return int(self._transaction.scalar(select(func.count()).where(webhooks.c.contributor == contributor)))

    def page(self, contributor: ContributorId | None, request: PageRequest) -> Page[Webhook]:
        """See `Webhooks.page`."""
        wanted = select(webhooks)
        if contributor is not None:
            wanted = wanted.where(webhooks.c.contributor == contributor)
        return newest_first(self._transaction, wanted, request, by_birth(webhooks), to_webhook)


def forget_deliveries(transaction: Transaction, *which: ColumnElement[bool] | TextClause) -> int:
    """Delete these deliveries, and the events that nothing else tells of; how many deliveries."""
    told = transaction.all(delete(deliveries).where(*which).returning(deliveries.c.event))
    events = literal([row.event for row in told], ARRAY(Uuid))
    left = select(deliveries.c.event).where(deliveries.c.event == happenings.c.id).exists()
    transaction.run(delete(happenings).where(happenings.c.id == any_(events), ~left))
    return len(told)


def _values(webhook: Webhook) -> Values:
    health = webhook.health
    return {
        "id": webhook.id,
        "contributor": webhook.contributor,
        "name": webhook.name,
        "url": webhook.url,
        "events": sorted(one.value for one in webhook.events),
        "collection": webhook.collection,
        "created_at": webhook.created_at,
        "status": webhook.status.value,
        "secret_number": webhook.secret_number,
        "rotated_at": webhook.rotated_at,
        "failures": health.failures,
        "failing_since": health.failing_since,
        "rests_until": health.rests_until,
        "tried_at": health.tried_at,
    }


def to_webhook(row: Row[Any]) -> Webhook:
    """The webhook of a row."""
    return Webhook(
        id=row.id,
        contributor=row.contributor,
        name=row.name,
        url=row.url,
        events=known_types(row.events),
        collection=row.collection,
        created_at=row.created_at,
        status=WebhookStatus(row.status),
        secret_number=row.secret_number,
        rotated_at=row.rotated_at,
        health=Health(row.failures, row.failing_since, row.rests_until, row.tried_at),
    )
