"""Log in elsewhere: a provider says who a person is, and that opens their account, or a new one."""

from datetime import datetime

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.addresses import normal_email
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.identity import Identity
from shrutik_core.people.names import check_name
from shrutik_core.people.roles import Actor, Role
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.log_in_providers import BegunLogIn, LogInProviders, ProvenPerson, ProviderAnswer
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict, Invalid, Refused
from shrutik_core.shared.ids import ContributorId, IdentityId, SpeakerId
from shrutik_core.use_cases.people.sessions import StartSession, TokenPair
from shrutik_core.use_cases.steps.arriving import note_arrival
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import no_account
from shrutik_core.use_cases.steps.notifying import add_notice

_NAMELESS = "New contributor"


@attrs.frozen
class LogInElsewhereOutcome:
    """What a person has who comes back from a provider.

    Attributes:
        contributor: the account.
        tokens: of a new session; None if the account was linked, and the person is logged in already.
        new: whether the account was opened just now.
    """

    contributor: Contributor
    tokens: TokenPair | None
    new: bool = False


@attrs.frozen
class LogInElsewhere:
    """Opens accounts by what providers say; an address alone never leads to an account that there is."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    providers: LogInProviders
    start_session: StartSession
    origins: OriginHasher

    def names(self) -> tuple[str, ...]:
        """The providers' names."""
        return self.providers.names

    def begin(self, actor: Actor | None, provider: str, return_to: str) -> BegunLogIn:
        """A new attempt: of the actor's, to have their account linked, or anybody's, to log in.

        Raises:
            Missing: ``provider_missing``.
            Unavailable: ``provider_unavailable``.
        """
        return self.providers.begin(provider, return_to, self.clock.now(), actor.id if actor else None)

    def finish(
        self, provider: str, answer: ProviderAnswer, seal: str, return_to: str, origin: str = "", agent: str = ""
    ) -> LogInElsewhereOutcome:
        """The account that the provider's word opens: the one that is linked to it, or a new contributor's.

        Raises:
            Conflict: ``identity_taken`` if the account is to be linked to a log-in that opens another one.
            Invalid: ``identity_invalid`` or ``text_invalid``.
            Missing: ``provider_missing``, or ``contributor_missing``.
            Refused: ``provider_log_in_failed``, ``provider_domain_refused``, ``account_inactive`` or
                ``credentials_invalid``.
            Unavailable: ``provider_unavailable``.
        """
        now = self.clock.now()
        proven = self.providers.finish(provider, answer, seal, return_to, now)
        with self.units_of_work() as uow:
            identity = uow.identities.find(proven.issuer, proven.subject)
            if proven.link is not None:
                contributor = self._linked(uow, proven, proven.link, identity, origin)
                arrival = LogInElsewhereOutcome(contributor, None)
            else:
                known = _active(uow, identity.contributor) if identity else None
                contributor = known or self._opened(uow, proven, now, origin)
                tokens = self.start_session.within(uow, contributor, origin, agent)
                arrival = LogInElsewhereOutcome(contributor, tokens, known is None)
            uow.commit()
        return arrival

    def _linked(
        self, uow: UnitOfWork, proven: ProvenPerson, account: ContributorId, identity: Identity | None, origin: str
    ) -> Contributor:
        contributor = _active(uow, account)
        if identity is not None and identity.contributor != account:
            raise Conflict("identity_taken", "This log-in opens another account; log in there and unlink it first.")
        if identity is None:
            self._keep(uow, proven, contributor, origin)
            told = {"institution": proven.issuer}
            add_notice(uow, self.ids, self.clock.now(), contributor.id, NoticeKind.IDENTITY_LINKED, **told)
        return contributor

    def _opened(self, uow: UnitOfWork, proven: ProvenPerson, now: datetime, origin: str) -> Contributor:
        email = _free_address(uow, proven.email)
        contributor = Contributor(
            id=ContributorId(self.ids.new()),
            email=email,
            name=_called(proven.name),
            password_hash=None,
            role=Role.CONTRIBUTOR,
            speaker=SpeakerId(self.ids.new()),
            locale="en",
            created_at=now,
            email_verified_at=now if email else None,
        )
        uow.contributors.add(contributor)
        # The institution answers for its people.
        note_arrival(uow, self.origins, contributor, origin, vouched=True)
        uow.speakers.add(Speaker(contributor.speaker, contributor.id, now))
        self._keep(uow, proven, contributor, origin)
        return contributor

    def _keep(self, uow: UnitOfWork, proven: ProvenPerson, contributor: Contributor, origin: str) -> None:
        now = self.clock.now()
        identity = Identity(IdentityId(self.ids.new()), proven.issuer, proven.subject, contributor.id, now)
        uow.identities.add(identity)
        actor = attrs.evolve(contributor.actor, origin=origin)
        add_entry(uow, self.ids, now, actor, "identity.linked", identity.id, issuer=proven.issuer)


def _active(uow: UnitOfWork, account: ContributorId) -> Contributor:
    contributor = uow.contributors.find(account, lock=True)
    if contributor is None:
        raise no_account()
    if contributor.status is not ContributorStatus.ACTIVE:
        raise Refused("account_inactive", "This account is not active; ask an administrator.")
    return contributor


def _free_address(uow: UnitOfWork, email: str | None) -> str | None:
    """The address, unless an account has it: whoever owns that one may link it after logging in."""
    try:
        address = normal_email(email) if email else None
    except Invalid:
        return None
    return None if address is None or uow.contributors.find_by_email(address) else address


def _called(name: str) -> str:
    """The name that the provider says, if it can be one."""
    try:
        return check_name(name)
    except Invalid:
        return _NAMELESS
