"""A contributor: a person with an account, and the account's life."""

from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.people.addresses import normal_email
from shrutik_core.people.names import check_name
from shrutik_core.people.roles import Actor, Role
from shrutik_core.shared.errors import Refused, declare
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_core.shared.lives import Life

declare(Refused, "account_withdrawn", "The person has withdrawn this account.")


class ContributorStatus(StrEnum):
    """Where an account is in its life."""

    ACTIVE = "active"
    DISABLED = "disabled"
    ERASED = "erased"


CONTRIBUTOR_LIFE = Life(
    "contributor",
    {
        ContributorStatus.ACTIVE: frozenset({ContributorStatus.DISABLED, ContributorStatus.ERASED}),
        ContributorStatus.DISABLED: frozenset({ContributorStatus.ACTIVE, ContributorStatus.ERASED}),
        ContributorStatus.ERASED: frozenset(),
    },
)


def _name_or_none(name: str) -> str:
    """The name, or nothing, which only an erased account has."""
    return check_name(name) if name else ""


@attrs.frozen
class Contributor:
    """A person with an account.

    Attributes:
        id: UUIDv7.
        email: normal form, unique; None if the person has given no address.
        name: as others see it; empty once the account is erased.
        password_hash: from the PasswordHasher port; never shown; None if the account has no password.
        role: what the account is for.
        speaker: the account's own voice.
        locale: BCP 47 tag of the language that the person reads, e.g. ``bn``.
        created_at: UTC.
        status: where the account is in its life.
        generation: of its access tokens, 0 and up; those of an older one are refused. The repository counts it, so that
            accounts are equal whatever it is.
        email_verified_at: when the person showed that letters to the address reach them, UTC; None if not yet.
        collections: in which alone the role counts, see `Actor.collections`; empty if in all.
        withdrawn_at: when the person withdrew the account, UTC; None if they did not, or took it back.
        on_leaderboard: whether the person chose that leaderboards name them; an account that is not in use is on none.

    Raises:
        Invalid: ``name_invalid`` if an account that is not erased has no name.
    """

    id: ContributorId
    email: str | None = attrs.field(converter=attrs.converters.optional(normal_email))
    name: str = attrs.field(converter=_name_or_none)
    password_hash: str | None = attrs.field(repr=False)
    role: Role
    speaker: SpeakerId
    locale: str
    created_at: datetime
    status: ContributorStatus = ContributorStatus.ACTIVE
    generation: int = attrs.field(default=0, validator=attrs.validators.ge(0), eq=False)
    email_verified_at: datetime | None = None
    collections: frozenset[CollectionId] = frozenset()
    withdrawn_at: datetime | None = None
    on_leaderboard: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.name and self.status is not ContributorStatus.ERASED:
            check_name(self.name)

    @property
    def actor(self) -> Actor:
        """The contributor as the rules see them."""
        return Actor(self.id, self.role, self.collections)

    @property
    def active_admin(self) -> bool:
        """Whether it is an admin's account, active, and not on its way out."""
        return self.role is Role.ADMIN and self.status is ContributorStatus.ACTIVE and self.withdrawn_at is None

    def become(self, status: ContributorStatus) -> "Contributor":
        """The same account in another state.

        Raises:
            Conflict: if its life cycle does not allow it.
        """
        return attrs.evolve(self, status=CONTRIBUTOR_LIFE.step(self.status, status))

    def check_stays(self) -> None:
        """Let pass unless the person has withdrawn the account, who can only undo that or wait.

        Raises:
            Refused: ``account_withdrawn``.
        """
        if self.withdrawn_at is not None:
            detail = "You have withdrawn this account; to keep it, undo that with POST /me/withdrawals/{id}/undo."
            raise Refused("account_withdrawn", detail)

    def erase(self) -> "Contributor":
        """The tombstone: its id, its voice's id and when it was made; nobody can log in to it or write to it any more.

        Raises:
            Conflict: ``contributor_erased`` if it was before.
        """
        return Contributor(
            id=self.id,
            email=None,
            name="",
            password_hash=None,
            role=Role.CONTRIBUTOR,
            speaker=self.speaker,
            locale="und",
            created_at=self.created_at,
            status=CONTRIBUTOR_LIFE.step(self.status, ContributorStatus.ERASED),
            generation=self.generation,
            withdrawn_at=self.withdrawn_at,
        )
