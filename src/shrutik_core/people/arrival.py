"""Arrivals: how an account came to be, and which others may be the same person's."""

from collections.abc import Sequence
from datetime import timedelta

import attrs

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.origin import Origin
from shrutik_core.people.roles import Role
from shrutik_core.shared.ids import ContributorId, SpeakerId

SAME_PERSON = timedelta(days=30)
"""Two accounts that were made from one origin less than this apart may be one person's."""

SMALLEST_CLASS = 6
"""So many accounts from one origin within that time are taken for a class, an office or a provider, and not for one
person; `docs/decisions/sybils.md` says why."""


@attrs.frozen
class Arrival:
    """How an account came to be.

    Attributes:
        contributor: whose account it is.
        origin: from where it was made; None if from this machine, or if that was not kept.
        vouched: whether another person answers for it, as by an invitation.
    """

    contributor: ContributorId
    origin: Origin | None = None
    vouched: bool = False


def may_be_one_person(one: tuple[Contributor, Arrival], other: tuple[Contributor, Arrival]) -> bool:
    """Whether two accounts may be one person's, as far as their arrivals tell."""
    (first, came), (second, also) = one, other
    if first.id == second.id or came.origin is None or came.origin != also.origin or came.vouched or also.vouched:
        return False
    return abs(first.created_at - second.created_at) < SAME_PERSON


def kin(others: Sequence[SpeakerId]) -> tuple[SpeakerId, ...]:
    """The voices that may be a person's own; none if so many accounts may be the person's that it is a class.

    Args:
        others: voices of the accounts for which `may_be_one_person`; `SMALLEST_CLASS` - 1 of them tell as much as more.
    """
    return tuple(others) if len(others) < SMALLEST_CLASS - 1 else ()


@attrs.frozen
class Vetting:
    """What shows who the person behind an account is.

    Attributes:
        role: of the account; an admin gave every role but that of a contributor.
        address: whether there is an e-mail address.
        verified: whether letters to it were shown to arrive.
        vouched: see `Arrival.vouched`.
    """

    role: Role = Role.CONTRIBUTOR
    address: bool = True
    verified: bool = False
    vouched: bool = False

    @classmethod
    def of(cls, contributor: Contributor, arrival: Arrival) -> "Vetting":
        """What an account and its arrival show."""
        verified = contributor.email_verified_at is not None
        return cls(contributor.role, contributor.email is not None, verified, arrival.vouched)

    def is_verified(self, *, by_letter: bool) -> bool:
        """Whether it is known well enough to do without small limits.

        Args:
            by_letter: whether the installation asks that addresses are verified.
        """
        if self.role is not Role.CONTRIBUTOR or self.vouched or self.verified:
            return True
        return self.address and not by_letter
