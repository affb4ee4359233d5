"""A webhook: the address of a program that wants to be told, of which events, and how well it takes them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from shrutik_core.events.catalogue import EventType
from shrutik_core.people.names import check_name
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId, ContributorId, WebhookId

declare(Invalid, "webhook_events_invalid", "These cannot be the events of a webhook.")
declare(
    Conflict,
    "too_many_webhooks",
    "This account has as many webhooks as it may have.",
    {"most": "Webhooks that an account may have."},
)

MOST_WEBHOOKS = 20
"""Of one account."""
OVERLAP = timedelta(hours=24)
"""For so long after a rotation messages are signed with both secrets."""
GIVEN_UP_AFTER = timedelta(days=5)
"""A webhook that took nothing for this long is switched off."""
FIRST_REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=5)
"""After its first failure in a row, and at most, a webhook is left alone for so long, whatever else is due."""

NEEDS: dict[EventType, Permission] = {
    EventType.RECORDING_CHUNKED: Permission.SEE_ALL,
    EventType.RECORDING_REFUSED: Permission.SEE_ALL,
    EventType.RECORDING_FAILED: Permission.SEE_ALL,
    EventType.CHUNK_SETTLED: Permission.REVIEW,
    EventType.CHUNK_REJECTED: Permission.REVIEW,
    EventType.CHUNK_REOPENED: Permission.REVIEW,
    EventType.REVIEW_ASKED: Permission.REVIEW,
    EventType.RELEASE_READY: Permission.READ_RELEASES,
    EventType.RELEASE_FAILED: Permission.READ_RELEASES,
    EventType.CONSENT_WITHDRAWN: Permission.READ_RELEASES,
    EventType.VOICE_WITHDRAWN: Permission.READ_RELEASES,
    EventType.WITHDRAWAL_UNDONE: Permission.READ_RELEASES,
    EventType.WITHDRAWAL_ERASED: Permission.READ_RELEASES,
}
"""What the owner of a webhook must be allowed, then and at each telling, to be told of each type of event."""
ASKABLE = frozenset(NEEDS)
"""What may be asked for; a test is sent on demand alone."""


class WebhookStatus(StrEnum):
    """Whether a webhook is told anything."""

    ACTIVE = "active"
    PAUSED = "paused"
    """By its owner."""
    FAILING = "failing"
    """It took nothing for days, and was switched off."""
    GONE = "gone"
    """It answered 410, and was switched off."""


@attrs.frozen
class Health:
    """How well a webhook takes what it is sent.

    Attributes:
        failures: attempts in a row that failed.
        failing_since: when the first of them did, UTC; None if the last attempt went well.
        rests_until: nothing is sent before this instant, UTC; None if it does not rest.
        tried_at: when the last attempt was begun, UTC.
    """

    failures: int = 0
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    tried_at: datetime | None = None

    def after_success(self) -> "Health":
        """After an attempt went well."""
        return Health(tried_at=self.tried_at)

    def after_failure(self, now: datetime) -> "Health":
        """After another attempt failed; it rests the longer the more did."""
        rest = min(FIRST_REST * 2 ** min(self.failures, 16), LONGEST_REST)
        return Health(self.failures + 1, self.failing_since or now, now + rest, self.tried_at)

    def given_up(self, now: datetime) -> bool:
        """Whether it failed for as long as is borne."""
        return self.failing_since is not None and now - self.failing_since >= GIVEN_UP_AFTER


def check_events(events: Iterable[EventType]) -> frozenset[EventType]:
    """The types as a set.

    Raises:
        Invalid: ``webhook_events_invalid`` if there are none, or one cannot be asked for.
    """
    given = frozenset(events)
    if not given or not given <= ASKABLE:
        detail = f"Name at least one type of event; there are {', '.join(sorted(ASKABLE))}."
        raise Invalid("webhook_events_invalid", detail, errors=[FieldError("events", detail)])
    return given


@attrs.frozen
class Webhook:
    """One address that is told.

    Attributes:
        id: UUIDv7.
        contributor: its owner; what the owner may not know any more, it is not told.
        name: what its owner calls it.
        url: where it is, as `AllowedHosts.target` takes it.
        events: types that it is told of; none if only a newer version knows those that it asked for.
        collection: in which; None for all.
        created_at: UTC.
        status: whether it is told anything.
        secret_number: how often its secret was replaced; the secret follows from this and the id.
        rotated_at: when it was last replaced, UTC.
        health: how well it takes what it is sent.
    """

    id: WebhookId
    contributor: ContributorId
    name: str = attrs.field(converter=check_name)
    url: str
    events: frozenset[EventType]
    collection: CollectionId | None
    created_at: datetime
    status: WebhookStatus = WebhookStatus.ACTIVE
    secret_number: int = 0
    rotated_at: datetime | None = None
    health: Health = attrs.field(factory=Health)

    def rotate(self, now: datetime) -> "Webhook":
        """The webhook with another secret; the one before is good for another day."""
        return attrs.evolve(self, secret_number=self.secret_number + 1, rotated_at=now)

    def secret_numbers(self, now: datetime) -> tuple[int, ...]:
        """Numbers of the secrets that messages are signed with, the newest first."""
        if self.rotated_at is None or now - self.rotated_at >= OVERLAP:
            return (self.secret_number,)
        return self.secret_number, self.secret_number - 1

    def switch(self, status: WebhookStatus) -> "Webhook":
        """The webhook with another status; one that is active begins with no failure."""
        return attrs.evolve(self, status=status, health=Health() if status is WebhookStatus.ACTIVE else self.health)


def may_be_told(owner: Actor, type_: EventType, collections: Iterable[CollectionId]) -> bool:
    """Whether whoever owns a webhook may be told of an event: in one of its collections, or if it has none at all."""
    needed = NEEDS.get(type_)
    if needed is None:
        return owner.may(Permission.USE_WEBHOOKS)
    within = tuple(collections)
    held = any(owner.may(needed, one) for one in within) if within else owner.may(needed)
    return held and owner.may(Permission.USE_WEBHOOKS)
