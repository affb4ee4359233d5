"""Log in, and tell later who calls."""

import attrs

from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.ports.access_tokens import AccessToken, AccessTokens, Bearer
from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Refused, Unidentified, declare

declare(Unidentified, "credentials_invalid", "The e-mail address or the password is wrong.")
declare(Refused, "account_inactive", "This account is not active.")


@attrs.frozen
class LogIn:
    """Trades an address and a password for an access token."""

    units_of_work: UnitsOfWork
    clock: Clock
    hasher: PasswordHasher
    tokens: AccessTokens

    def __call__(self, email: str, password: str) -> AccessToken:
        """A token.

        Raises:
            Refused: ``credentials_invalid``; it never says whether the address is known.
        """
        with self.units_of_work() as uow:
            contributor = uow.contributors.find_by_email(email.strip().lower())
        hashed = contributor.password_hash if contributor else None
        right = self.hasher.verify(password, hashed)
        if contributor is None or not right or contributor.status is not ContributorStatus.ACTIVE:
            raise Unidentified("credentials_invalid", "The e-mail address or the password is wrong.")
        return self.tokens.issue(Bearer(contributor.id, contributor.generation), self.clock.now())


@attrs.frozen
class Identify:
    """Tells who calls, by their access token."""

    accounts: Accounts
    clock: Clock
    tokens: AccessTokens

    def __call__(self, token: str) -> Contributor:
        """The account, with the role that it has now.

        Raises:
            Refused: ``token_invalid``, also if status or password changed since it was issued; ``token_expired``, or
                ``account_inactive``.
            Unavailable: ``database_unavailable``.
        """
        bearer = self.tokens.read(token, self.clock.now())
        contributor = self.accounts.find(bearer.contributor)
        if contributor is None:
            raise Unidentified("token_invalid", "This access token is not valid here; log in again.")
        if contributor.status is not ContributorStatus.ACTIVE:
            raise Refused("account_inactive", "This account is not active; ask an administrator.")
        if bearer.session is not None and self.accounts.has_ended(contributor.id, bearer.session):
            raise Unidentified("token_invalid", "The session of this access token was ended; log in again.")
        if bearer.generation != contributor.generation:
            raise Unidentified("token_invalid", "The account changed since this access token was issued; log in again.")
        return contributor
