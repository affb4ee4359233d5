"""Webhooks and deliveries in memory, and secrets that can be foretold."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import attrs

from shrutik_core.events.catalogue import known_types
from shrutik_core.events.happening import Happening
from shrutik_core.ports.deliveries import Claim, WaitingDeliveries
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ContributorId, HappeningId, WebhookId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.webhooks.delivery import LEASE, Delivery, DeliveryStatus
from shrutik_core.webhooks.webhook import Webhook, WebhookStatus
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryWebhooks:
    """`Webhooks` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store, self._rows = store, store.webhooks

    def add(self, webhook: Webhook) -> None:
        """See `Webhooks.add`."""
        self._rows.put(webhook.id, webhook)

    def save(self, webhook: Webhook) -> None:
        """See `Webhooks.save`."""
        before = self._rows.get(webhook.id)
        unknown = before.events - known_types(before.events) if before else frozenset()
        self._rows.replace(webhook.id, attrs.evolve(webhook, events=webhook.events | unknown))

    def find(self, webhook: WebhookId, *, lock: bool = False) -> Webhook | None:  # noqa: ARG002 - all is locked
        """See `Webhooks.find`."""
        found = self._rows.get(webhook)
        return _as_known(found) if found else None

    def remove(self, webhook: WebhookId) -> None:
        """See `Webhooks.remove`."""
        self._rows.remove(webhook)
        for delivery in self._store.deliveries.group("webhook", webhook):
            self._store.deliveries.remove((webhook, delivery.event.id))

    def count(self, contributor: ContributorId) -> int:
        """See `Webhooks.count`."""
        return len(self._rows.group("contributor", contributor))

    def page(self, contributor: ContributorId | None, request: PageRequest) -> Page[Webhook]:
        """See `Webhooks.page`."""
        rows = self._rows.all() if contributor is None else self._rows.group("contributor", contributor)
        return newest_first(map(_as_known, rows), request, lambda row: row.created_at)


@attrs.frozen
class _Listed:
    """A delivery with the id that lists go by."""

    id: HappeningId
    delivery: Delivery


class MemoryDeliveries:
    """`Deliveries` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store, self._rows = store, store.deliveries

    def announce(self, events: Sequence[Happening]) -> int:
        """See `Deliveries.announce`."""
        found = [
            Delivery(webhook.id, event, event.at)
            for webhook in self._store.webhooks.all()
            for event in events
            if _hears(webhook, event)
        ]
        for delivery in found:
            self.add(delivery)
        return len(found)

    def add(self, delivery: Delivery) -> None:
        """See `Deliveries.add`."""
        self._rows.put((delivery.webhook, delivery.event.id), delivery)

    def claim(self, now: datetime, most: int) -> tuple[Claim, ...]:
        """See `Deliveries.claim`."""
        ready = [webhook for webhook in self._store.webhooks.all() if _is_ready(webhook, now)]
        claims: list[Claim] = []
        for webhook in sorted(ready, key=lambda one: one.health.tried_at or datetime.min.replace(tzinfo=now.tzinfo)):
            due = [one for one in self._waiting(webhook.id) if one.due_at <= now and _is_known(one)]
            if due and len(claims) < most:
                claims.append(self._begun(webhook, min(due, key=lambda one: (one.due_at, one.event.id)), now))
        return tuple(claims)

    def _begun(self, webhook: Webhook, delivery: Delivery, now: datetime) -> Claim:
        health = attrs.evolve(webhook.health, tried_at=now, rests_until=now + LEASE)
        begun = attrs.evolve(webhook, health=health)
        claim = Claim(_as_known(begun), delivery.begin(now))
        self._store.webhooks.put(webhook.id, begun)
        self.save(claim.delivery)
        return claim

    def find(self, webhook: WebhookId, event: HappeningId, *, lock: bool = False) -> Delivery | None:  # noqa: ARG002
        """See `Deliveries.find`."""
        found = self._rows.get((webhook, event))
        return found if found and _is_known(found) else None

    def save(self, delivery: Delivery) -> None:
        """See `Deliveries.save`."""
        key = delivery.webhook, delivery.event.id
        if self._rows.get(key) is None:
            raise Missing("delivery_missing", "There is no such delivery.")
        self._rows.put(key, delivery)

    def end_all(self, webhook: WebhookId, now: datetime, error: str) -> int:
        """See `Deliveries.end_all`."""
        waiting = self._waiting(webhook)
        for delivery in waiting:
            self.save(delivery.end(now, error))
        return len(waiting)

    def page(self, webhook: WebhookId, request: PageRequest, status: DeliveryStatus | None = None) -> Page[Delivery]:
        """See `Deliveries.page`."""
        theirs = filter(_is_known, self._rows.group("webhook", webhook))
        wanted = [_Listed(one.event.id, one) for one in theirs if status is None or one.status is status]
        page = newest_first(wanted, request, lambda row: row.delivery.event.at)
        return Page(tuple(row.delivery for row in page.items), page.next_cursor, page.total)

    def backlog(self, now: datetime) -> WaitingDeliveries:
        """See `Deliveries.backlog`."""
        active = [one for one in self._store.webhooks.all() if one.status is WebhookStatus.ACTIVE]
        waiting = [one for webhook in active for one in self._waiting(webhook.id) if _is_known(one)]
        due = [(now - one.due_at).total_seconds() for one in waiting]
        return WaitingDeliveries(len(waiting), max([0.0, *due]))

    def forget(self, before: datetime, most: int) -> int:
        """See `Deliveries.forget`."""
        over = [one for one in self._rows.all() if one.ended_at is not None and one.ended_at < before][:most]
        for delivery in over:
            self._rows.remove((delivery.webhook, delivery.event.id))
        return len(over)

    def _waiting(self, webhook: WebhookId) -> list[Delivery]:
        return [one for one in self._rows.group("webhook", webhook) if one.status is DeliveryStatus.WAITING]


class MemoryWebhookSecrets:
    """`WebhookSecrets` for tests: the same in each run."""

    def of(self, webhook: WebhookId, number: int) -> bytes:
        """See `WebhookSecrets.of`."""
        return hashlib.sha256(f"{webhook} {number}".encode()).digest()


def _as_known(webhook: Webhook) -> Webhook:
    return attrs.evolve(webhook, events=known_types(webhook.events))


def _is_known(delivery: Delivery) -> bool:
    return bool(known_types([delivery.event.type]))


def _hears(webhook: Webhook, event: Happening) -> bool:
    there = webhook.collection is None or not event.collections or webhook.collection in event.collections
    return webhook.status is WebhookStatus.ACTIVE and event.type in webhook.events and there


def _is_ready(webhook: Webhook, now: datetime) -> bool:
    rests_until = webhook.health.rests_until
    return webhook.status is WebhookStatus.ACTIVE and (rests_until is None or rests_until <= now)
