"""The repository of deliveries: the outbox of what programs are told, from the commit that made it true."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import attrs

from shrutik_core.events.happening import Happening
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import HappeningId, WebhookId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.webhooks.delivery import Delivery, DeliveryStatus
from shrutik_core.webhooks.webhook import Webhook

declare(Missing, "delivery_missing", "There is no such delivery.")


@attrs.frozen
class Claim:
    """A delivery that whoever claimed it is to attempt now.

    Attributes:
        webhook: where it goes.
        delivery: as it was begun.
    """

    webhook: Webhook
    delivery: Delivery


@attrs.frozen
class WaitingDeliveries:
    """What waits to be told.

    Attributes:
        waiting: deliveries to webhooks that are active.
        oldest: seconds for which the one that is due for longest has been due; 0 if none is.
    """

    waiting: int
    oldest: float


class Deliveries(Protocol):
    """Events on their way to webhooks.

    Those of types that only a newer version knows, which runs beside this one, are left to it: they are neither claimed
    nor found, listed nor counted.
    """

    def announce(self, events: Sequence[Happening]) -> int:
        """Keep a delivery of each event to each active webhook that asked for its type, there; how many.

        A webhook that asked for one collection is told of what happened in it, and of what concerns all. Events that no
        webhook asked for are not kept. The number of statements does not grow with that of the events.
        """
        ...

    def add(self, delivery: Delivery) -> None:
        """Keep one, with its event, which was not kept before."""
        ...

    def claim(self, now: datetime, most: int) -> tuple[Claim, ...]:
        """Begin attempts that are due, one of each webhook at most; each is claimed by one caller at a time.

        Only webhooks that are active and do not rest, those first that were longest without an attempt; of each the
        delivery that is due for longest. A webhook rests from here until `Webhooks.save` says otherwise, or for
        `delivery.LEASE`.

        Args:
            now: UTC.
            most: how many, 1 or more.
        """
        ...

    def find(self, webhook: WebhookId, event: HappeningId, *, lock: bool = False) -> Delivery | None:
        """By webhook and event; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def save(self, delivery: Delivery) -> None:
        """Keep what changed, but for the event, which never does.

        Raises:
            Missing: ``delivery_missing``.
        """
        ...

    def end_all(self, webhook: WebhookId, now: datetime, error: str) -> int:
        """Let all of a webhook's that wait be dead; how many."""
        ...

    def page(self, webhook: WebhookId, request: PageRequest, status: DeliveryStatus | None = None) -> Page[Delivery]:
        """A webhook's, or those of one status, those of the newest events first."""
        ...

    def backlog(self, now: datetime) -> WaitingDeliveries:
        """What waits to be told."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Delete deliveries that ended before an instant, and events without any; how many deliveries."""
        ...
