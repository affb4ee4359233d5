"""Look at what a webhook was told, tell it once more, and try it out."""

import attrs

from shrutik_core.events.catalogue import EventType
from shrutik_core.events.happening import new_happening
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import HappeningId, WebhookId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.webhooks.own_webhook import own_webhook
from shrutik_core.webhooks.delivery import Delivery, DeliveryStatus
from shrutik_core.webhooks.webhook import Webhook, WebhookStatus

declare(Conflict, "webhook_off", "This webhook is switched off.")


@attrs.frozen
class LookAtDeliveries:
    """Deliveries of a person's own webhooks; ``actor`` is None for the operator at the command line."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def list(
        self, actor: Actor | None, webhook_id: WebhookId, request: PageRequest, status: DeliveryStatus | None = None
    ) -> Page[Delivery]:
        """All, or those of one status, those of the newest events first.

        Raises:
            Missing: ``webhook_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            return uow.deliveries.page(own_webhook(uow, actor, webhook_id).id, request, status)

    def resend(self, actor: Actor | None, webhook_id: WebhookId, event: HappeningId) -> Delivery:
        """A delivery that ended, once more, with the same message id and all its attempts before it.

        Raises:
            Conflict: ``delivery_waiting`` if it waits anyway; ``webhook_off``.
            Missing: ``webhook_missing`` or ``delivery_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            # Locked, as whoever switches it off does: nothing is to wait for a webhook that is off.
            webhook = own_webhook(uow, actor, webhook_id, lock=True)
            _check_on(webhook)
            delivery = uow.deliveries.find(webhook.id, event, lock=True)
            if delivery is None:
                raise Missing("delivery_missing", "This webhook was not told of such an event, or it was too long ago.")
            again = delivery.resend(self.clock.now())
            uow.deliveries.save(again)
            uow.commit()
        return again

    def test(self, actor: Actor | None, webhook_id: WebhookId, key: IdempotencyKey | None = None) -> Delivery:
        """An event ``webhook.test`` on its way, or the one that the same call sent before.

        Raises:
            Conflict: ``webhook_off``.
            Missing: ``webhook_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            webhook, now = own_webhook(uow, actor, webhook_id, lock=True), self.clock.now()
            before = done_before(uow, actor.id, key, now) if actor else None
            known = uow.deliveries.find(webhook.id, HappeningId(before[0])) if before else None
            if known is not None:
                return known
            _check_on(webhook)
            data = {"webhook": str(webhook.id)}
            event = new_happening(HappeningId(self.ids.new()), EventType.WEBHOOK_TEST, now, data)
            delivery = Delivery(webhook.id, event, now)
            uow.deliveries.add(delivery)
            if actor is not None:
                keep_receipt(uow, actor.id, key, (event.id,), now)
            uow.commit()
        return delivery


def _check_on(webhook: Webhook) -> None:
    if webhook.status is not WebhookStatus.ACTIVE:
        raise Conflict("webhook_off", f"This webhook is {webhook.status}; switch it on first.")
