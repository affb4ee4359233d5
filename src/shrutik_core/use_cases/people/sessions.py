"""Sessions: begin one, carry it on by its refresh token, list and end one's own."""

from datetime import datetime

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.device import Acquaintance, device_of
from shrutik_core.people.roles import Actor
from shrutik_core.people.session import RefreshToken, Session, digest_of
from shrutik_core.ports.access_tokens import AccessToken, AccessTokens, Bearer
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.secret_source import SecretSource
from shrutik_core.ports.security_log import SecurityLog
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Missing, Unidentified, declare
from shrutik_core.shared.ids import SessionId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.notifying import add_notice

declare(Unidentified, "credentials_invalid", "The e-mail address or the password is wrong.")
declare(Unidentified, "refresh_token_invalid", "This refresh token is not valid, or is no longer valid.")
declare(Missing, "session_missing", "There is no such session.")

LONGEST_REFRESH_TOKEN = 200


@attrs.frozen
class TokenPair:
    """What a session is carried by.

    Attributes:
        access: proves who calls, for some minutes.
        refresh: is traded once for the next pair, for 30 days.
    """

    access: AccessToken
    refresh: str = attrs.field(repr=False)


@attrs.frozen
class StartSession:
    """Begins a session for a person who has shown who they are."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    secrets: SecretSource
    tokens: AccessTokens

    def __call__(self, contributor: Contributor, origin: str, agent: str = "") -> TokenPair:
        """The tokens of a new session.

        Args:
            contributor: as it is kept now.
            origin: network address of the caller.
            agent: what the caller's program says of itself.

        Raises:
            Refused: ``credentials_invalid`` if the account ceased to be active, or its password changed, meanwhile.
        """
        with self.units_of_work() as uow:
            pair = self.within(uow, contributor, origin, agent)
            uow.commit()
        return pair

    def within(self, uow: UnitOfWork, contributor: Contributor, origin: str, agent: str = "") -> TokenPair:
        """The same as part of another unit of work, which the caller commits.

        Raises:
            Refused: ``credentials_invalid`` if the account ceased to be active, or its password changed, meanwhile.
        """
        current = uow.contributors.find(contributor.id, lock=True)
        if current is None or current.status is not ContributorStatus.ACTIVE or changed(contributor, current):
            raise wrong_credentials()
        now, refresh = self.clock.now(), self.secrets.new()
        session = Session(SessionId(self.ids.new()), contributor.id, now, now, agent)
        uow.sessions.add(session, RefreshToken.of(refresh, session))
        actor = attrs.evolve(contributor.actor, origin=origin)
        add_entry(uow, self.ids, now, actor, "session.started", session.id)
        if uow.known_devices.greet(contributor.id, device_of(agent), now) is Acquaintance.STRANGE:
            add_notice(uow, self.ids, now, contributor.id, NoticeKind.NEW_SESSION, device=session.agent or "?")
        return TokenPair(_access(self.tokens, contributor, session, now), refresh)


@attrs.frozen
class RefreshSession:
    """Trades a refresh token for the next pair; a token that comes a second time ends its session (RFC 9700, 4.14.2).

    Whoever shows a token that was traded before has a copy of it, or somebody else has: nobody can tell which of the
    two is the person, so neither goes on. One that comes again at once is no alarm while nobody used what it was traded
    for: the answer was lost on its way. It is traded anew, and the token of the lost answer is good no more; whoever
    shows that one ends the session.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    secrets: SecretSource
    tokens: AccessTokens
    security_log: SecurityLog

    def __call__(self, refresh_token: str, origin: str) -> TokenPair:
        """The next pair; of two calls with one token at once each gets one, and that of the later call is good.

        Raises:
            Refused: ``refresh_token_invalid`` if it is not ours, ran out or was used before (see
                `RefreshToken.good_at`), or if its session ended or its account is not active.
        """
        if len(refresh_token) > LONGEST_REFRESH_TOKEN:
            raise _not_good()
        now, digest = self.clock.now(), digest_of(refresh_token)
        with self.units_of_work() as uow:
            session = _session_of(uow, digest)
            token = uow.sessions.find_token(digest)
            person = uow.contributors.find(session.contributor)
            if token is None or person is None or person.status is not ContributorStatus.ACTIVE:
                raise _not_good()
            successor = uow.sessions.find_token(token.successor) if token.successor else None
            if session.open_at(now) and token.good_at(now, successor):
                if successor is not None:
                    uow.sessions.save_token(successor.take_back(now))
                pair = self._carry_on(uow, person, session, token, now)
                uow.commit()
                return pair
            if token.used_at is not None:
                self._end(uow, person, session, origin, now)
                uow.commit()
        raise _not_good()

    def _carry_on(
        self, uow: UnitOfWork, person: Contributor, session: Session, token: RefreshToken, now: datetime
    ) -> TokenPair:
        refresh, carried = self.secrets.new(), session.carry_on(now)
        successor = RefreshToken.of(refresh, carried)
        uow.sessions.save_token(token.trade(successor, now))
        uow.sessions.save(carried)
        uow.sessions.add_token(successor)
        return TokenPair(_access(self.tokens, person, carried, now), refresh)

    def _end(self, uow: UnitOfWork, person: Contributor, session: Session, origin: str, now: datetime) -> None:
        if session.ended_at is None:
            uow.sessions.save(session.end(now))
            actor = attrs.evolve(person.actor, origin=origin)
            add_entry(uow, self.ids, now, actor, "session.refresh_reused", session.id)
            add_notice(uow, self.ids, now, person.id, NoticeKind.REFRESH_REUSED)
            self.security_log.note("refresh_reused", session.id, origin)


@attrs.frozen
class LogOut:
    """Ends the session of a refresh token or of an access token; the same again changes nothing."""

    units_of_work: UnitsOfWork
    clock: Clock

    def by_refresh_token(self, refresh_token: str) -> None:
        """End the session that the token belongs to, if there is one."""
        with self.units_of_work() as uow:
            token = uow.sessions.find_token(digest_of(refresh_token[:LONGEST_REFRESH_TOKEN]))
            session = uow.sessions.find(token.session, lock=True) if token else None
            self._end(uow, session)

    def by_access_token(self, bearer: Bearer) -> None:
        """End the session that the access token belongs to, if there is one."""
        with self.units_of_work() as uow:
            session = uow.sessions.find(bearer.session, lock=True) if bearer.session else None
            self._end(uow, session)

    def _end(self, uow: UnitOfWork, session: Session | None) -> None:
        if session is not None and session.ended_at is None:
            uow.sessions.save(session.end(self.clock.now()))
            uow.commit()


@attrs.frozen
class ManageSessions:
    """A person's own sessions: where they are logged in."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def list(self, actor: Actor, request: PageRequest) -> Page[Session]:
        """Those that go on, newest first."""
        with self.units_of_work() as uow:
            return uow.sessions.page(actor.id, self.clock.now(), request)

    def end(self, actor: Actor, session_id: SessionId) -> None:
        """End one; its access tokens are refused from the next request on.

        Raises:
            Missing: ``session_missing`` if it is not one of theirs, or ended before.
        """
        now = self.clock.now()
        with self.units_of_work() as uow:
            session = uow.sessions.find(session_id, lock=True)
            if session is None or session.contributor != actor.id or not session.open_at(now):
                raise Missing("session_missing", "You have no such session.")
            uow.sessions.save(session.end(now))
            add_entry(uow, self.ids, now, actor, "session.ended", session.id)
            uow.commit()

    def end_others(self, actor: Actor, present: SessionId | None) -> int:
        """End all but the present one; how many that were."""
        now = self.clock.now()
        with self.units_of_work() as uow:
            ended = uow.sessions.end_all(actor.id, now, but=present)
            if ended:
                add_entry(uow, self.ids, now, actor, "session.others_ended", actor.id, sessions=ended)
            uow.commit()
        return ended


def changed(before: Contributor, after: Contributor) -> bool:
    """Whether what proves the person changed, so that a proof of before counts no more."""
    return before.generation != after.generation


def wrong_credentials() -> Unidentified:
    """The error that address or password is wrong; it never says which."""
    return Unidentified("credentials_invalid", "The e-mail address or the password is wrong.")


def _session_of(uow: UnitOfWork, digest: str) -> Session:
    """The session of a token, locked, so that of all who show the token one comes first."""
    token = uow.sessions.find_token(digest)
    session = uow.sessions.find(token.session, lock=True) if token else None
    if session is None:
        raise _not_good()
    return session


def _access(tokens: AccessTokens, contributor: Contributor, session: Session, now: datetime) -> AccessToken:
    return tokens.issue(Bearer(contributor.id, contributor.generation, session.id), now)


def _not_good() -> Unidentified:
    return Unidentified(
        "refresh_token_invalid", "This refresh token is not valid, was used before, or ran out; log in again."
    )
