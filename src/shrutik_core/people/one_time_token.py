"""A one-time token: a secret sent to an address, by which its reader does one thing, once, soon."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from shrutik_core.people.session import digest_of
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import ContributorId

declare(Invalid, "one_time_token_invalid", "This code is not valid, was used, or has expired.")


class TokenPurpose(StrEnum):
    """What a one-time token is good for."""

    VERIFY_EMAIL = "verify_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a purpose


LIFETIMES = {
    TokenPurpose.VERIFY_EMAIL: timedelta(days=1),
    TokenPurpose.CHANGE_EMAIL: timedelta(hours=1),
    TokenPurpose.RESET_PASSWORD: timedelta(hours=1),
}


@attrs.frozen
class OneTimeToken:
    """One secret, as far as it is kept.

    Attributes:
        digest: SHA-256 of its text, hexadecimal.
        purpose: what it is good for.
        contributor: whose account.
        email: the address that it was sent to, in normal form: the new one if the address is to change.
        expires_at: UTC.
        used_at: UTC; None if it was not used yet.
    """

    digest: str
    purpose: TokenPurpose
    contributor: ContributorId
    email: str = attrs.field(repr=False)
    expires_at: datetime
    used_at: datetime | None = None

    @classmethod
    def of(
        cls, text: str, purpose: TokenPurpose, contributor: ContributorId, email: str, now: datetime
    ) -> "OneTimeToken":
        """The token of this text, good from now on."""
        return cls(digest_of(text), purpose, contributor, email, now + LIFETIMES[purpose])

    def use(self, now: datetime) -> "OneTimeToken":
        """The token used.

        Raises:
            Invalid: ``one_time_token_invalid`` if it was used before, or ran out.
        """
        if self.used_at is not None or now >= self.expires_at:
            raise no_such_token()
        return attrs.evolve(self, used_at=now)


def no_such_token() -> Invalid:
    """The error that a one-time token is not good: not ours, used before, or run out; it never says which."""
    return Invalid(
        "one_time_token_invalid", "This code is not valid, was used before, or ran out; ask for a new letter."
    )
