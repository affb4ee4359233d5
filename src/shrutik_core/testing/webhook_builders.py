"""Builders of webhooks, events and deliveries."""

from enum import StrEnum
from typing import Any

import attrs

from shrutik_core.events.catalogue import EventType
from shrutik_core.events.happening import Happening
from shrutik_core.shared import ids
from shrutik_core.testing.builders import an_id, an_instant
from shrutik_core.webhooks.delivery import Delivery
from shrutik_core.webhooks.webhook import Webhook


class NewerEventType(StrEnum):
    """What only a version that comes after this one tells of."""

    STORY_TOLD = "story.told"


def a_webhook(number: int = 1, **changes: Any) -> Webhook:
    """A webhook of person 1, told of releases that are ready."""
    webhook = Webhook(
        id=ids.WebhookId(an_id(number, 41)),
        contributor=ids.ContributorId(an_id(1, 2)),
        name=f"Program {number}",
        url=f"https://program-{number}.example.org/hook",
        events=frozenset({EventType.RELEASE_READY}),
        collection=None,
        created_at=an_instant(number),
    )
    return attrs.evolve(webhook, **changes)


def a_happening(number: int = 1, **changes: Any) -> Happening:
    """Release 1 is ready."""
    happening = Happening(
        id=ids.HappeningId(an_id(number, 42)),
        type=EventType.RELEASE_READY,
        at=an_instant(number),
        data={"release": str(an_id(1, 43)), "version": 1, "status": "ready", "clips": 3},
    )
    return attrs.evolve(happening, **changes)


def a_delivery(number: int = 1, webhook: int = 1, **changes: Any) -> Delivery:
    """The event of the same number on its way to a webhook."""
    event = a_happening(number)
    delivery = Delivery(webhook=a_webhook(webhook).id, event=event, due_at=event.at)
    return attrs.evolve(delivery, **changes)
