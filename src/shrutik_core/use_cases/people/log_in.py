"""Log in, and tell later who calls."""

import attrs

from shrutik_core.people.addresses import normal_email
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.login_attempts import LoginScope, login_digest, origin_group
from shrutik_core.ports.access_tokens import AccessTokens, Bearer
from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Invalid, Refused, Unidentified, declare
from shrutik_core.use_cases.people.sessions import StartSession, TokenPair, wrong_credentials

declare(Refused, "account_inactive", "This account is not active.")


@attrs.frozen
class ProvePassword:
    """Compares a password with an account's, and lets nobody try many."""

    units_of_work: UnitsOfWork
    clock: Clock
    hasher: PasswordHasher

    def __call__(self, email: str, origin: str, contributor: Contributor | None, password: str) -> bool:
        """Whether it is the account's password; False if there is no account or it has none, after as long a time.

        Args:
            email: for which attempts are counted, in normal form if it is an address.
            origin: network address of the caller, for which they are counted too; empty for nobody's.
            contributor: the account, if there is one.
            password: as typed.

        Raises:
            UsedUp: ``login_throttled`` if too many attempts failed lately, whether there is an account or not.
        """
        named = [(LoginScope.ACCOUNT, email)] + ([(LoginScope.ORIGIN, origin_group(origin))] if origin else [])
        now = self.clock.now()
        with self.units_of_work() as uow:
            begun = [uow.login_attempts.find(login_digest(scope, what)).begin(now, scope) for scope, what in named]
            for attempts in begun:
                uow.login_attempts.put(attempts)
            uow.commit()
        right = self.hasher.verify(password, contributor.password_hash if contributor else None)
        if right and contributor is not None:
            with self.units_of_work() as uow:
                succeed(uow, email, origin)
                uow.commit()
        return right and contributor is not None


def succeed(uow: UnitOfWork, email: str, origin: str = "") -> None:
    """Forget the failures of an account whose person was proven; for the network address, this attempt alone."""
    uow.login_attempts.put(uow.login_attempts.find(login_digest(LoginScope.ACCOUNT, email)).cleared())
    if origin:
        digest = login_digest(LoginScope.ORIGIN, origin_group(origin))
        uow.login_attempts.put(uow.login_attempts.find(digest).take_back())


@attrs.frozen
class LogIn:
    """Trades an address and a password for the tokens of a session."""

    units_of_work: UnitsOfWork
    hasher: PasswordHasher
    prove_password: ProvePassword
    start_session: StartSession

    def __call__(self, email: str, password: str, origin: str = "", agent: str = "") -> TokenPair:
        """The tokens of a new session.

        Args:
            email: as typed.
            password: as typed.
            origin: network address of the caller.
            agent: what the caller's program says of itself.

        Raises:
            Refused: ``credentials_invalid``; it never says whether the address is known.
            UsedUp: ``login_throttled`` if too many attempts failed lately; it does not say so either.
        """
        address = _normal(email)
        with self.units_of_work() as uow:
            contributor = uow.contributors.find_by_email(address)
        right = self.prove_password(address, origin, contributor, password)
        if contributor is None or not right or contributor.status is not ContributorStatus.ACTIVE:
            raise wrong_credentials()
        self._rehash(contributor, password)
        return self.start_session(contributor, origin, agent)

    def _rehash(self, contributor: Contributor, password: str) -> None:
        """Keep a hash with the present parameters, now that the password is at hand."""
        before = contributor.password_hash
        if before is None or not self.hasher.outdated(before):
            return
        after = self.hasher.hash(password)
        with self.units_of_work() as uow:
            uow.contributors.rehash(contributor.id, before, after)
            uow.commit()


@attrs.frozen
class Identify:
    """Tells who calls, by their access token."""

    accounts: Accounts
    clock: Clock
    tokens: AccessTokens

    def __call__(self, token: str) -> Contributor:
        """The account, with the role that it has now.

        Raises:
            Refused: ``token_invalid``, also if status or password changed since it was issued, or its session ended;
                ``token_expired``, or ``account_inactive``.
            Unavailable: ``database_unavailable``.
        """
        bearer = self.bearer(token)
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

    def bearer(self, token: str) -> Bearer:
        """What an access token says of whom it was issued to, whatever became of them since.

        Raises:
            Refused: ``token_invalid`` or ``token_expired``.
        """
        return self.tokens.read(token, self.clock.now())


def _normal(email: str) -> str:
    """The address in normal form, or as it was typed if it is none: it takes as long to find that nobody has it."""
    try:
        return normal_email(email)
    except Invalid:
        return email
