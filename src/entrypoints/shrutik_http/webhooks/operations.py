"""Operations on webhooks and their deliveries."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.webhooks.look_at_deliveries import LookAtDeliveries
from shrutik_core.use_cases.webhooks.manage_webhooks import ManageWebhooks, WebhookChange, WebhookWish
from shrutik_http.links import ROOT
from shrutik_http.messages import DatedPageQuery
from shrutik_http.operation import Noun, Operation
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
from shrutik_http.webhooks.resource import WebhooksResource

_ONE = ROOT + "/webhooks/{webhook_id}"

WEBHOOKS = Noun(
    "webhooks",
    "Programs that are told of events by signed requests, as Standard Webhooks has them.",
    WebhooksResource,
    (
        Operation(
            "GET",
            f"{ROOT}/webhooks",
            "The caller's webhooks, newest first",
            WebhooksResource.list,
            WebhookPage,
            query=DatedPageQuery,
            uses=(ManageWebhooks.list,),
        ),
        Operation(
            "POST",
            f"{ROOT}/webhooks",
            "Register a webhook; it is told of what happens from now on",
            WebhooksResource.register,
            KnownWebhookMessage,
            201,
            body=WebhookRequest,
            uses=(WebhookWish, ManageWebhooks.register),
            once="register_webhook",
            location=f"{ROOT}/webhooks/{{id}}",
            limit=Limit.COSTLY,
            tagged=False,
        ),
        Operation("GET", _ONE, "One webhook", WebhooksResource.get, WebhookMessage, uses=(ManageWebhooks.get,)),
        Operation(
            "PATCH",
            _ONE,
            "Change, pause or switch on a webhook",
            WebhooksResource.change,
            WebhookMessage,
            body=WebhookChangeRequest,
            uses=(WebhookChange, ManageWebhooks.change),
        ),
        Operation(
            "DELETE",
            _ONE,
            "Remove a webhook, with all that waits for it",
            WebhooksResource.remove,
            status=204,
            uses=(ManageWebhooks.remove,),
        ),
        Operation(
            "POST",
            f"{_ONE}/secret",
            "Replace the secret of a webhook; for a day messages are signed with both",
            WebhooksResource.rotate,
            KnownWebhookMessage,
            uses=(ManageWebhooks.rotate,),
            limit=Limit.COSTLY,
            tagged=False,
        ),
        Operation(
            "POST",
            f"{_ONE}/test",
            "Send an event `webhook.test`",
            WebhooksResource.test,
            DeliveryMessage,
            202,
            uses=(LookAtDeliveries.test,),
            once="test_webhook",
            limit=Limit.COSTLY,
        ),
        Operation(
            "GET",
            f"{_ONE}/deliveries",
            "What a webhook was told, and what waits for it or was given up; newest events first",
            WebhooksResource.list_deliveries,
            DeliveryPage,
            query=DeliveryQuery,
            uses=(LookAtDeliveries.list,),
        ),
        Operation(
            "POST",
            f"{_ONE}/deliveries/{{event_id}}/resend",
            "Tell a webhook of an event once more, with the same message id",
            WebhooksResource.resend,
            DeliveryMessage,
            uses=(LookAtDeliveries.resend,),
            limit=Limit.COSTLY,
        ),
    ),
)
