"""A delivery: one event on its way to one webhook, and its life."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from shrutik_core.events.happening import Happening
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import WebhookId
from shrutik_core.shared.lives import Life

MOST_ATTEMPTS = 13
"""Attempts that may fail, over about a day; the last of them ends the delivery."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=6)
PAUSES_GROW = 2.5
JITTER = 0.2
"""The share by which a pause is longer or shorter by chance, so that what failed together comes back apart."""
LEASE = timedelta(seconds=60)
"""For so long a delivery is whoever's took it; longer than any attempt, so that none is made twice at a time."""


class DeliveryStatus(StrEnum):
    """Where a delivery is in its life.

    =========  =========  ==========================================================================================
    from       to         when
    =========  =========  ==========================================================================================
    waiting    delivered  the program answered 2xx
    waiting    dead       13 attempts failed; or the webhook was switched off, or may not be told this any more
    delivered  waiting    its owner asks for it once more
    dead       waiting    its owner asks for it once more, with nothing counted
    =========  =========  ==========================================================================================
    """

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


DELIVERY_LIFE = Life(
    "delivery",
    {
        DeliveryStatus.WAITING: frozenset({DeliveryStatus.DELIVERED, DeliveryStatus.DEAD}),
        DeliveryStatus.DELIVERED: frozenset({DeliveryStatus.WAITING}),
        DeliveryStatus.DEAD: frozenset({DeliveryStatus.WAITING}),
    },
)


@attrs.frozen
class Delivery:
    """One event on its way to one webhook.

    Attributes:
        webhook: where it goes.
        event: what happened; its id is the message's, at every attempt.
        due_at: not before this instant, UTC; of one that is under way the end of its `LEASE`.
        status: where it is in its life.
        attempts: how often it was begun.
        begun_at: when the attempt that is under way was begun, UTC; None if none is.
        ended_at: when it was delivered or died, UTC.
        answer: the last status that came back; None if none did.
        error: why the last attempt failed; empty if none did.
    """

    webhook: WebhookId
    event: Happening
    due_at: datetime
    status: DeliveryStatus = DeliveryStatus.WAITING
    attempts: int = 0
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    answer: int | None = None
    error: str = ""

    def begin(self, now: datetime) -> "Delivery":
        """The delivery as an attempt begins; if nobody says how it ended, it is due again after `LEASE`.

        Raises:
            Conflict: ``delivery_<status>`` if it does not wait.
        """
        if self.status is not DeliveryStatus.WAITING:
            raise Conflict(f"delivery_{self.status}", f"Only what waits is sent; this delivery is {self.status}.")
        return attrs.evolve(self, attempts=self.attempts + 1, begun_at=now, due_at=now + LEASE)

    def arrive(self, now: datetime, answer: int) -> "Delivery":
        """The delivery after a program took it."""
        status = DELIVERY_LIFE.step(self.status, DeliveryStatus.DELIVERED)
        return attrs.evolve(self, status=status, begun_at=None, ended_at=now, answer=answer, error="")

    def fail(
        self, now: datetime, error: str, chance: float, *, answer: int | None = None, wait: float | None = None
    ) -> "Delivery":
        """The delivery after a failed attempt: waiting for the next one, or dead if there is none.

        Args:
            now: UTC.
            error: why, for a person.
            chance: 0 up to 1, for `JITTER`.
            answer: the status that came back, if one did.
            wait: seconds that the program asked to be left alone for, if it did.
        """
        failed = attrs.evolve(self, begun_at=None, answer=answer, error=error)
        if self.attempts >= MOST_ATTEMPTS:
            return failed.end(now, error)
        asked = min(timedelta(seconds=max(0.0, wait or 0.0)), LONGEST_PAUSE)
        return attrs.evolve(failed, due_at=now + max(pause_after(self.attempts, chance), asked))

    def end(self, now: datetime, error: str) -> "Delivery":
        """The delivery given up.

        Raises:
            Conflict: ``delivery_<status>`` if it does not wait.
        """
        status = DELIVERY_LIFE.step(self.status, DeliveryStatus.DEAD)
        return attrs.evolve(self, status=status, begun_at=None, ended_at=now, error=error)

    def resend(self, now: datetime) -> "Delivery":
        """The delivery once more, with all its attempts before it and the same message id.

        Raises:
            Conflict: ``delivery_waiting`` if it waits anyway.
        """
        status = DELIVERY_LIFE.step(self.status, DeliveryStatus.WAITING)
        return attrs.evolve(self, status=status, attempts=0, due_at=now, ended_at=None)


def pause_after(failures: int, chance: float) -> timedelta:
    """The pause after the first, second, ... failed attempt.

    Args:
        failures: 1 or more.
        chance: 0 up to 1: the shortest to the longest that `JITTER` allows.
    """
    whole = min(FIRST_PAUSE * PAUSES_GROW ** min(failures - 1, MOST_ATTEMPTS), LONGEST_PAUSE)
    return whole * (1 - JITTER + 2 * JITTER * chance)
