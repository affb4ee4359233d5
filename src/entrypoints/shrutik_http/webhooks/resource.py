"""Webhooks: registered, changed and removed by their owners, who look at what was told."""

from typing import Any, Self

import attrs

from shrutik_core.shared.ids import HappeningId, WebhookId
from shrutik_core.use_cases.webhooks.look_at_deliveries import LookAtDeliveries
from shrutik_core.use_cases.webhooks.manage_webhooks import ManageWebhooks
from shrutik_http.call import Call
from shrutik_http.messages import DatedPageQuery, NoQuery
from shrutik_http.replies import Done
from shrutik_http.webhooks.messages import (
    DeliveryMessage,
    DeliveryPage,
    DeliveryQuery,
    KnownWebhookMessage,
    WebhookChangeRequest,
    WebhookMessage,
    WebhookPage,
    WebhookRequest,
)
from shrutik_http.wiring import Wiring


@attrs.frozen
class WebhooksResource:
    """What answers when a person looks after their webhooks."""

    manage: ManageWebhooks
    deliveries: LookAtDeliveries

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.manage_webhooks(), wiring.platform.look_at_deliveries())

    def register(self, call: Call[WebhookRequest, NoQuery]) -> KnownWebhookMessage:
        """Register one, and show its secret."""
        return KnownWebhookMessage.known(self.manage.register(call.actor, call.body.wish(), call.key))

    def list(self, call: Call[None, DatedPageQuery]) -> WebhookPage:
        """List the caller's."""
        return WebhookPage.of(self.manage.list(call.actor, call.query.page), WebhookMessage.of)

    def get(self, call: Call[None, NoQuery]) -> WebhookMessage:
        """Show one."""
        return WebhookMessage.of(self.manage.get(call.actor, _id(call)))

    def change(self, call: Call[WebhookChangeRequest, NoQuery]) -> WebhookMessage:
        """Change one."""
        return WebhookMessage.of(self.manage.change(call.actor, _id(call), call.body.change()))

    def remove(self, call: Call[None, NoQuery]) -> Done:
        """Remove one."""
        self.manage.remove(call.actor, _id(call))
        return Done()

    def rotate(self, call: Call[None, NoQuery]) -> KnownWebhookMessage:
        """Replace the secret of one, and show the new one."""
        return KnownWebhookMessage.known(self.manage.rotate(call.actor, _id(call)))

    def test(self, call: Call[None, NoQuery]) -> DeliveryMessage:
        """Send a test to one."""
        return DeliveryMessage.of(self.deliveries.test(call.actor, _id(call), call.key))

    def list_deliveries(self, call: Call[None, DeliveryQuery]) -> DeliveryPage:
        """List what one was told."""
        page = self.deliveries.list(call.actor, _id(call), call.query.page, call.query.status)
        return DeliveryPage.of(page, DeliveryMessage.of)

    def resend(self, call: Call[None, NoQuery]) -> DeliveryMessage:
        """Tell one once more."""
        event = HappeningId(call.id("event_id"))
        return DeliveryMessage.of(self.deliveries.resend(call.actor, _id(call), event))


def _id(call: Call[Any, Any]) -> WebhookId:
    return WebhookId(call.id("webhook_id"))
