"""An invitation: a code that opens one account for a collection, once, and its life."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from shrutik_core.people.names import check_name
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId, ContributorId, InvitationId
from shrutik_core.shared.lives import Life

declare(Conflict, "invitation_expired", "This invitation ran out.")
declare(
    Invalid,
    "invitation_lifetime_invalid",
    "An invitation cannot be good for that long.",
    {"least_seconds": "That an invitation is good for.", "most_seconds": "That an invitation is good for."},
)

SHORTEST_LIFETIME, LONGEST_LIFETIME = timedelta(minutes=1), timedelta(days=365)
_LIFETIMES = {
    "least_seconds": int(SHORTEST_LIFETIME.total_seconds()),
    "most_seconds": int(LONGEST_LIFETIME.total_seconds()),
}
DEFAULT_LIFETIME = timedelta(days=30)


class InvitationStatus(StrEnum):
    """Where an invitation is in its life."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"


class InvitationState(StrEnum):
    """What became of an invitation so far: where it is in its life, and whether it ran out meanwhile."""

    OPEN = "open"
    EXPIRED = "expired"
    USED = "used"
    REVOKED = "revoked"


INVITATION_LIFE = Life(
    "invitation",
    {
        InvitationStatus.OPEN: frozenset({InvitationStatus.USED, InvitationStatus.REVOKED}),
        InvitationStatus.USED: frozenset(),
        InvitationStatus.REVOKED: frozenset(),
    },
)


def check_lifetime(lifetime: timedelta) -> timedelta:
    """The lifetime, if an invitation may be good for that long.

    Raises:
        Invalid: ``invitation_lifetime_invalid`` unless it is from a minute to a year.
    """
    if not SHORTEST_LIFETIME <= lifetime <= LONGEST_LIFETIME:
        detail = "An invitation is good for 60 seconds to 365 days."
        raise Invalid(
            "invitation_lifetime_invalid", detail, errors=[FieldError("expires_in", detail)], extra=_LIFETIMES
        )
    return lifetime


def _optional_name(name: str) -> str:
    return check_name(name) if name else ""


@attrs.frozen
class Invitation:
    """A code that opens one account, or that gives an account back to its holder.

    Attributes:
        id: UUIDv7.
        code_hash: SHA-256 of the code, hexadecimal; the code itself is kept nowhere.
        prefix: the code's first group, by which people tell codes apart.
        collection: for which the person is invited.
        made_by: the admin or the facilitator; None for an operator at the command line.
        created_at: UTC.
        expires_at: UTC; from then on the code opens nothing.
        name: what the maker calls the person or the group, for the card; may be empty.
        replaces: the account that the code gives back; None if it opens a new one.
        status: where it is in its life.
        ended_at: when it was used or revoked, UTC; None while it is open.
        contributor: the account that it opened or gave back; None until it is used.
    """

    id: InvitationId
    code_hash: str = attrs.field(repr=False)
    prefix: str
    collection: CollectionId
    made_by: ContributorId | None
    created_at: datetime
    expires_at: datetime
    name: str = attrs.field(default="", converter=_optional_name)
    replaces: ContributorId | None = None
    status: InvitationStatus = InvitationStatus.OPEN
    ended_at: datetime | None = None
    contributor: ContributorId | None = None

    def use(self, contributor: ContributorId, now: datetime) -> "Invitation":
        """The invitation as it is when the account was opened or given back.

        Raises:
            Conflict: ``invitation_used``, ``invitation_revoked`` or ``invitation_expired``.
        """
        self.check(now)
        return attrs.evolve(self, status=InvitationStatus.USED, ended_at=now, contributor=contributor)

    def revoke(self, now: datetime) -> "Invitation":
        """The invitation taken back.

        Raises:
            Conflict: ``invitation_used`` or ``invitation_revoked``.
        """
        status = INVITATION_LIFE.step(self.status, InvitationStatus.REVOKED)
        return attrs.evolve(self, status=status, ended_at=now)

    def state(self, now: datetime) -> InvitationState:
        """What became of it by this instant."""
        ran_out = self.status is InvitationStatus.OPEN and now >= self.expires_at
        return InvitationState.EXPIRED if ran_out else InvitationState(self.status.value)

    def check(self, now: datetime) -> None:
        """Let pass if the code opens an account now; raises as `use`."""
        INVITATION_LIFE.step(self.status, InvitationStatus.USED)
        if now >= self.expires_at:
            raise Conflict("invitation_expired", "This invitation ran out; ask whoever gave it to you for a new one.")


@attrs.frozen
class InvitationFilter:
    """Which invitations are wanted.

    Attributes:
        now: the instant as of which states are told, UTC.
        made_by: who made them; None for anybody.
        collection: for which they are; None for any.
        state: what became of them by now; None for whatever became.
    """

    now: datetime
    made_by: ContributorId | None = None
    collection: CollectionId | None = None
    state: InvitationState | None = None

    def wants(self, invitation: Invitation) -> bool:
        """Whether the invitation is one of them."""
        return (
            self.made_by in {None, invitation.made_by}
            and self.collection in {None, invitation.collection}
            and self.state in {None, invitation.state(self.now)}
        )
