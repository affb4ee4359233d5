"""Messages about webhooks and deliveries."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.events.catalogue import EventType
from shrutik_core.use_cases.webhooks.manage_webhooks import KnownWebhook, WebhookChange, WebhookWish
from shrutik_core.use_cases.webhooks.tell_webhooks import message_of
from shrutik_core.webhooks.delivery import Delivery, DeliveryStatus
from shrutik_core.webhooks.target import LONGEST_URL
from shrutik_core.webhooks.webhook import ASKABLE, Webhook, WebhookStatus
from shrutik_http.messages import (
    CollectionName,
    DatedPageQuery,
    InSchema,
    Message,
    PageMessage,
    PersonName,
    Request,
    Text,
)

Askable = Annotated[EventType, InSchema(enum=sorted(ASKABLE))]
Events = Annotated[
    list[Askable], Field(min_length=1, max_length=len(EventType), description="What the program is told of.")
]
Url = Annotated[
    Text,
    InSchema(maxLength=LONGEST_URL, pattern="^https?://"),
    Field(description="`https://…`, of a public address.", examples=["https://hooks.example.org/shrutik"]),
]


class WebhookRequest(Request):
    """A program that wants to be told."""

    name: Annotated[PersonName, Field(examples=["mirror of our releases"])]
    url: Url
    events: Annotated[Events, Field(examples=[["release.ready", "voice.withdrawn"]])]
    collection: Annotated[
        CollectionName | None, Field(description="The only one that it is told of; null for all.")
    ] = None

    def wish(self) -> WebhookWish:
        """The wish as the core has it."""
        return WebhookWish(self.name, self.url, frozenset(self.events), self.collection)


class WebhookChangeRequest(Request):
    """What changes in a webhook; what is left out stays."""

    name: PersonName | None = None
    url: Url | None = None
    events: Events | None = None
    active: Annotated[bool | None, Field(description="False pauses it; true switches it on again.")] = None

    def change(self) -> WebhookChange:
        """The change as the core has it."""
        return WebhookChange(self.name, self.url, None if self.events is None else frozenset(self.events), self.active)


class WebhookMessage(Message):
    """A webhook, without its secret."""

    id: UUID
    name: str
    url: str
    events: list[EventType]
    collection_id: Annotated[UUID | None, Field(description="The one that it is told of; null for all.")]
    status: WebhookStatus
    failures: Annotated[int, Field(description="Attempts in a row that failed.")]
    failing_since: datetime | None
    rotated_at: Annotated[datetime | None, Field(description="When its secret was last replaced.")]
    created_at: datetime

    @classmethod
    def of(cls, webhook: Webhook) -> Self:
        """The webhook."""
        return cls(**_fields(webhook))


class KnownWebhookMessage(WebhookMessage):
    """A webhook with its secret, by which its program verifies what it is sent."""

    secret: Annotated[str, Field(description="Standard Webhooks: `whsec_` and Base64. Keep it.")]

    @classmethod
    def known(cls, known: KnownWebhook) -> Self:
        """The webhook with its secret."""
        return cls(secret=known.secret, **_fields(known.webhook))


class WebhookPage(PageMessage[WebhookMessage]):
    """Some of the caller's webhooks, and where the next page begins."""


class DeliveryQuery(DatedPageQuery):
    """Which deliveries are wanted."""

    status: DeliveryStatus | None = None


class EventMessage(Message):
    """What a program is sent."""

    type: EventType
    timestamp: datetime
    data: Annotated[
        dict[str, Any], Field(description="Facts that an event of this type carries, see docs/how-to/receive-webhooks.")
    ]


class DeliveryMessage(Message):
    """One event on its way to one webhook, or there."""

    event_id: Annotated[UUID, Field(description="`webhook-id` of the message, the same at every attempt.")]
    message: EventMessage
    status: DeliveryStatus
    attempts: int
    next_attempt_at: Annotated[datetime | None, Field(description="Null once it has ended.")]
    ended_at: datetime | None
    answer: Annotated[int | None, Field(description="The last status that came back; null if none did.")]
    error: Annotated[str, Field(description="Why the last attempt failed; empty if none did.")]

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """The delivery."""
        waits = delivery.status is DeliveryStatus.WAITING
        return cls(
            event_id=delivery.event.id,
            message=EventMessage.model_validate(message_of(delivery.event)),
            status=delivery.status,
            attempts=delivery.attempts,
            next_attempt_at=delivery.due_at if waits else None,
            ended_at=delivery.ended_at,
            answer=delivery.answer,
            error=delivery.error,
        )


class DeliveryPage(PageMessage[DeliveryMessage]):
    """Some of a webhook's deliveries, and where the next page begins."""


def _fields(webhook: Webhook) -> dict[str, Any]:
    return {
        "id": webhook.id,
        "name": webhook.name,
        "url": webhook.url,
        "events": sorted(webhook.events),
        "collection_id": webhook.collection,
        "status": webhook.status,
        "failures": webhook.health.failures,
        "failing_since": webhook.health.failing_since,
        "rotated_at": webhook.rotated_at,
        "created_at": webhook.created_at,
    }
