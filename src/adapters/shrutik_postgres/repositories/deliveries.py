"""The repository of deliveries on PostgreSQL, which is also their outbox."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    any_,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)

from shrutik_core.events.catalogue import EventType
from shrutik_core.events.happening import Happening
from shrutik_core.ports.deliveries import Claim, WaitingDeliveries
from shrutik_core.ports.news import News
from shrutik_core.shared.ids import HappeningId, WebhookId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.webhooks.delivery import LEASE, Delivery, DeliveryStatus
from shrutik_postgres.job_listener import CHANNEL
from shrutik_postgres.repositories.documents import recordset
from shrutik_postgres.repositories.paging import ByBirth, newest_first
from shrutik_postgres.repositories.webhooks import KNOWN_TYPES, forget_deliveries, to_webhook
from shrutik_postgres.tables.webhooks import deliveries, happenings, webhooks
from shrutik_postgres.transaction import Transaction, Values

# Written out, not as parameters, so that the planner sees which partial index serves.
_WAITING = text("deliveries.status = 'waiting'")
_ACTIVE = text("webhooks.status = 'active'")
# What a newer version, which runs beside this one, tells of is left to that one.
_KNOWN = text(f"happenings.type IN ({KNOWN_TYPES})")
_OF_EVENT = happenings.c.id == deliveries.c.event
_EVENT = (happenings.c.type, happenings.c.at, happenings.c.data, happenings.c.collections)


class PostgresDeliveries:
    """`Deliveries` on PostgreSQL; a commit that leaves something to be sent notifies the `JobListener`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def announce(self, events: Sequence[Happening]) -> int:
        """See `Deliveries.announce`."""
        if not events:
            return 0
        new = recordset(map(_event_values, events), list(happenings.c))
        there = or_(
            webhooks.c.collection.is_(None),
            func.cardinality(new.c.collections) == 0,
            webhooks.c.collection == any_(new.c.collections),
        )
        asked = new.c.type == any_(webhooks.c.events)
        heard = select(webhooks.c.id.label("webhook"), *new.c).join(webhooks, asked & there).where(_ACTIVE).cte("heard")
        kept = insert(happenings).from_select(
            [one.name for one in happenings.c], select(*(heard.c[one.name] for one in happenings.c)).distinct()
        )
        status, attempts, error = literal(DeliveryStatus.WAITING.value), literal(0), literal("")
        told = select(heard.c.webhook, heard.c.id, heard.c.at, status, attempts, error)
        names = ["webhook", "event", "due_at", "status", "attempts", "error"]
        made = insert(deliveries).from_select(names, told).add_cte(kept.cte("kept"))
        found = self._transaction.all(made.returning(deliveries.c.event))
        if found:
            self._notify()
        return len(found)

    def add(self, delivery: Delivery) -> None:
        """See `Deliveries.add`."""
        event = _event_values(delivery.event)
        self._transaction.run(insert(happenings).values({**event, "collections": list(delivery.event.collections)}))
        self._transaction.run(insert(deliveries).values(_values(delivery)))
        self._notify()

    def claim(self, now: datetime, most: int) -> tuple[Claim, ...]:
        """See `Deliveries.claim`; a webhook's row is locked, so that what it rests by is looked at again."""
        due = _WAITING, deliveries.c.due_at <= now
        rested = or_(webhooks.c.rests_until.is_(None), webhooks.c.rests_until <= now)
        theirs = deliveries.c.webhook == webhooks.c.id, _KNOWN, *due
        has_some = select(deliveries.c.event).join(happenings, _OF_EVENT).where(*theirs).exists()
        order = webhooks.c.tried_at.nulls_first(), webhooks.c.id
        ready = select(webhooks).where(_ACTIVE, rested, has_some).order_by(*order).limit(most)
        rows = self._transaction.all(ready.with_for_update(skip_locked=True, key_share=True))
        return tuple(claim for row in rows if (claim := self._begun(row, now)) is not None)

    def _begun(self, row: Row[Any], now: datetime) -> Claim | None:
        mine = deliveries.c.webhook == row.id
        due = select(deliveries.c.event).join(happenings, _OF_EVENT)
        due = due.where(mine, _KNOWN, _WAITING, deliveries.c.due_at <= now)
        first = due.order_by(deliveries.c.due_at, deliveries.c.event).limit(1)
        begun = update(deliveries).where(mine, deliveries.c.event == first.scalar_subquery(), _WAITING)
        changes = {"attempts": deliveries.c.attempts + 1, "begun_at": now, "due_at": now + LEASE}
        found = self._transaction.first(begun.values(changes).returning(deliveries.c.event))
        if found is None:
            return None
        rests = update(webhooks).where(webhooks.c.id == row.id).values(tried_at=now, rests_until=now + LEASE)
        webhook = self._transaction.first(rests.returning(webhooks))
        delivery = self.find(WebhookId(row.id), HappeningId(found.event))
        return Claim(to_webhook(webhook), delivery) if webhook and delivery else None

    def find(self, webhook: WebhookId, event: HappeningId, *, lock: bool = False) -> Delivery | None:
        """See `Deliveries.find`."""
        wanted = _whole().where(deliveries.c.webhook == webhook, deliveries.c.event == event)
        row = self._transaction.first(wanted.with_for_update(of=deliveries, key_share=True) if lock else wanted)
        return _delivery(row) if row else None

    def save(self, delivery: Delivery) -> None:
        """See `Deliveries.save`."""
        one = deliveries.c.webhook == delivery.webhook, deliveries.c.event == delivery.event.id
        self._transaction.change(update(deliveries).where(*one).values(_values(delivery)), "delivery")
        # After an attempt that failed there is a pause; only what its owner asks for once more is due at once.
        if delivery.status is DeliveryStatus.WAITING and delivery.attempts == 0:
            self._notify()

    def end_all(self, webhook: WebhookId, now: datetime, error: str) -> int:
        """See `Deliveries.end_all`."""
        waiting = update(deliveries).where(deliveries.c.webhook == webhook, _WAITING)
        dead = {"status": DeliveryStatus.DEAD.value, "begun_at": None, "ended_at": now, "error": error}
        return self._transaction.run(waiting.values(dead))

    def page(self, webhook: WebhookId, request: PageRequest, status: DeliveryStatus | None = None) -> Page[Delivery]:
        """See `Deliveries.page`."""
        wanted = _whole().where(deliveries.c.webhook == webhook)
        if status is not None:
            wanted = wanted.where(deliveries.c.status == status.value)
        return newest_first(self._transaction, wanted, request, ByBirth(deliveries.c.event, happenings.c.at), _delivery)

    def backlog(self, now: datetime) -> WaitingDeliveries:
        """See `Deliveries.backlog`."""
        waits = deliveries.join(webhooks, webhooks.c.id == deliveries.c.webhook).join(happenings, _OF_EVENT)
        wanted = select(func.count().label("waiting"), func.min(deliveries.c.due_at).label("first"))
        row = self._transaction.first(wanted.select_from(waits).where(_WAITING, _ACTIVE, _KNOWN))
        first = row.first if row else None
        return WaitingDeliveries(row.waiting if row else 0, max(0.0, (now - first).total_seconds()) if first else 0.0)

    def forget(self, before: datetime, most: int) -> int:
        """See `Deliveries.forget`; what a webhook left behind that was removed meanwhile goes as well."""
        key = tuple_(deliveries.c.webhook, deliveries.c.event)
        over = select(deliveries.c.webhook, deliveries.c.event).where(deliveries.c.ended_at < before)
        first = over.order_by(deliveries.c.ended_at).limit(most).with_for_update(skip_locked=True)
        there = select(webhooks.c.id).where(webhooks.c.id == deliveries.c.webhook).exists()
        ended = forget_deliveries(self._transaction, key.in_(first))
        return ended + forget_deliveries(self._transaction, _WAITING, deliveries.c.due_at < before, ~there)

    def _notify(self) -> None:
        self._transaction.run(select(func.pg_notify(CHANNEL, News.TELL.value)))


def _whole() -> Select[Any]:
    return select(deliveries, *_EVENT).join(happenings, _OF_EVENT).where(_KNOWN)


def _event_values(event: Happening) -> Values:
    return {
        "id": event.id,
        "type": event.type.value,
        "at": event.at,
        "data": dict(event.data),
        "collections": [str(one) for one in sorted(event.collections)],
    }


def _values(delivery: Delivery) -> Values:
    return {
        "webhook": delivery.webhook,
        "event": delivery.event.id,
        "due_at": delivery.due_at,
        "status": delivery.status.value,
        "attempts": delivery.attempts,
        "begun_at": delivery.begun_at,
        "ended_at": delivery.ended_at,
        "answer": delivery.answer,
        "error": delivery.error,
    }


def _delivery(row: Row[Any]) -> Delivery:
    event = Happening(row.event, EventType(row.type), row.at, row.data, frozenset(row.collections))
    return Delivery(
        webhook=row.webhook,
        event=event,
        due_at=row.due_at,
        status=DeliveryStatus(row.status),
        attempts=row.attempts,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        answer=row.answer,
        error=row.error,
    )
