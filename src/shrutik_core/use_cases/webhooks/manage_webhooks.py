"""Manage webhooks: register, list, change and remove them, and replace their secrets."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from shrutik_core.events.catalogue import EventType
from shrutik_core.people.names import check_name
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.ports.webhook_secrets import WebhookSecrets
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import CollectionId, WebhookId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import no_account, the_collection
from shrutik_core.use_cases.webhooks.own_webhook import own_webhook
from shrutik_core.webhooks.signature import told_secret
from shrutik_core.webhooks.target import AllowedHosts
from shrutik_core.webhooks.webhook import MOST_WEBHOOKS, NEEDS, Webhook, WebhookStatus, check_events


@attrs.frozen
class WebhookWish:
    """A webhook as its owner wishes it.

    Attributes:
        name: what the owner calls it.
        url: where it is.
        events: what it is told of, at least one type.
        collection: slug or id of the one that it is told of; None for all.

    Raises:
        Invalid: ``name_invalid``, or ``webhook_events_invalid``.
    """

    name: str = attrs.field(converter=check_name)
    url: str
    events: frozenset[EventType] = attrs.field(converter=check_events)
    collection: str | None = None


@attrs.frozen
class WebhookChange:
    """What becomes of a webhook; None leaves as it is what it stands for.

    Attributes:
        name: what the owner calls it.
        url: where it is.
        events: what it is told of.
        active: whether it is told anything; true switches one on again that was switched off.

    Raises:
        Invalid: ``name_invalid``, or ``webhook_events_invalid``.
    """

    name: str | None = attrs.field(default=None, converter=attrs.converters.optional(check_name))
    url: str | None = None
    events: frozenset[EventType] | None = attrs.field(default=None, converter=attrs.converters.optional(check_events))
    active: bool | None = None

    def of(self, webhook: Webhook) -> Webhook:
        """The webhook with what changes, but for whether it is told anything."""
        name, url = self.name or webhook.name, self.url or webhook.url
        return attrs.evolve(webhook, name=name, url=url, events=self.events or webhook.events)


@attrs.frozen
class KnownWebhook:
    """A webhook with its secret, as its owner is shown it at its registration and after each rotation.

    Attributes:
        webhook: as it is kept.
        secret: ``whsec_`` and Base64.
    """

    webhook: Webhook
    secret: str = attrs.field(repr=False)


@attrs.frozen
class ManageWebhooks:
    """A person's own webhooks; ``actor`` is None for the operator at the command line, where it may be."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    secrets: WebhookSecrets
    hosts: AllowedHosts

    def register(self, actor: Actor, wish: WebhookWish, key: IdempotencyKey | None = None) -> KnownWebhook:
        """A new webhook, told of what happens from now on; or the one that the same call made before.

        Raises:
            Conflict: ``too_many_webhooks`` beyond 20; ``policies_unreadable``.
            Invalid: ``webhook_url_invalid``.
            Missing: ``collection_missing`` or ``contributor_missing``.
            Refused: ``not_permitted``, also if the actor may not know of one of the events, there.
        """
        actor.require(Permission.USE_WEBHOOKS)
        self.hosts.target(wish.url)
        with self.units_of_work() as uow:
            now = self.clock.now()
            before = done_before(uow, actor.id, key, now)
            known = uow.webhooks.find(WebhookId(before[0])) if before else None
            if known is not None:
                return self._shown(known)
            self._check_room(uow, actor)
            webhook = self._new(uow, actor, wish, now)
            uow.webhooks.add(webhook)
            add_entry(uow, self.ids, now, actor, "webhook.registered", webhook.id, events=sorted(webhook.events))
            keep_receipt(uow, actor.id, key, (webhook.id,), now)
            uow.commit()
        return self._shown(webhook)

    def list(self, actor: Actor | None, request: PageRequest) -> Page[Webhook]:
        """The actor's own, newest first; everybody's for the operator.

        Raises:
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.USE_WEBHOOKS)
        with self.units_of_work() as uow:
            return uow.webhooks.page(None if actor is None else actor.id, request)

    def get(self, actor: Actor | None, webhook_id: WebhookId) -> Webhook:
        """One.

        Raises:
            Missing: ``webhook_missing``, also if it is another person's.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            return own_webhook(uow, actor, webhook_id)

    def change(self, actor: Actor, webhook_id: WebhookId, change: WebhookChange) -> Webhook:
        """The webhook as it is from now on; one that is switched off drops what waits for it.

        Raises:
            Invalid: ``webhook_url_invalid``.
            Missing: ``webhook_missing``.
            Refused: ``not_permitted``, also if the actor may not know of one of the events.
        """
        if change.url is not None:
            self.hosts.target(change.url)
        with self.units_of_work() as uow:
            now, webhook = self.clock.now(), own_webhook(uow, actor, webhook_id, lock=True)
            after = change.of(webhook)
            _check_events_held(actor, after.events, after.collection)
            if change.active is not None and change.active is not (after.status is WebhookStatus.ACTIVE):
                after = after.switch(WebhookStatus.ACTIVE if change.active else WebhookStatus.PAUSED)
            if after.status is not WebhookStatus.ACTIVE:
                uow.deliveries.end_all(webhook.id, now, "The webhook was switched off.")
            uow.webhooks.save(after)
            facts = {"events": sorted(after.events), "status": after.status.value}
            add_entry(uow, self.ids, now, actor, "webhook.changed", webhook.id, **facts)
            uow.commit()
        return after

    def rotate(self, actor: Actor, webhook_id: WebhookId) -> KnownWebhook:
        """The webhook with another secret; for a day messages are signed with the one before, too.

        Raises:
            Missing: ``webhook_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            now = self.clock.now()
            webhook = own_webhook(uow, actor, webhook_id, lock=True).rotate(now)
            uow.webhooks.save(webhook)
            add_entry(uow, self.ids, now, actor, "webhook.secret_rotated", webhook.id)
            uow.commit()
        return self._shown(webhook)

    def remove(self, actor: Actor, webhook_id: WebhookId) -> None:
        """Take it away, with all that waits for it.

        Raises:
            Missing: ``webhook_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            webhook = own_webhook(uow, actor, webhook_id, lock=True)
            uow.webhooks.remove(webhook.id)
            add_entry(uow, self.ids, self.clock.now(), actor, "webhook.removed", webhook.id)
            uow.commit()

    def _check_room(self, uow: UnitOfWork, actor: Actor) -> None:
        """Let pass if there is room; the account is locked, so that of those made at once each counts those before."""
        if uow.contributors.find(actor.id, lock=True) is None:
            raise no_account()
        if uow.webhooks.count(actor.id) >= MOST_WEBHOOKS:
            detail = f"An account has up to {MOST_WEBHOOKS} webhooks; remove one that is no longer needed."
            raise Conflict("too_many_webhooks", detail, extra={"most": MOST_WEBHOOKS})

    def _new(self, uow: UnitOfWork, actor: Actor, wish: WebhookWish, now: datetime) -> Webhook:
        collection = None if wish.collection is None else the_collection(uow, wish.collection).id
        _check_events_held(actor, wish.events, collection)
        id_ = WebhookId(self.ids.new())
        return Webhook(id_, actor.id, wish.name, wish.url, wish.events, collection, now)

    def _shown(self, webhook: Webhook) -> KnownWebhook:
        return KnownWebhook(webhook, told_secret(self.secrets.of(webhook.id, webhook.secret_number)))


def _check_events_held(actor: Actor, events: Iterable[EventType], collection: CollectionId | None) -> None:
    for event in sorted(events):
        actor.require(NEEDS[event], collection)
