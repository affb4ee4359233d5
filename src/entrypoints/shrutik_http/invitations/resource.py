"""Invitations: made and shown once, listed, revoked, accepted."""

from typing import Self

import attrs

from shrutik_core.ports.clock import Clock
from shrutik_core.shared.ids import ContributorId, InvitationId
from shrutik_core.use_cases.invitations.accept_invitation import Acceptance, AcceptInvitation
from shrutik_core.use_cases.invitations.keep_invitations import InvitationSeen, KeepInvitations
from shrutik_core.use_cases.invitations.make_invitations import InvitationOrder, IssuedInvitation, MakeInvitations
from shrutik_http.call import Call
from shrutik_http.invitations.messages import (
    AcceptanceRequest,
    InvitationMessage,
    InvitationPage,
    InvitationQuery,
    InvitationRequest,
    IssuedInvitationMessage,
    IssuedInvitations,
    WelcomeMessage,
)
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Done
from shrutik_http.sessions.cookie import refresh_cookie
from shrutik_http.sessions.messages import RefreshTokenIn
from shrutik_http.wiring import Wiring


@attrs.frozen
class InvitationsResource:
    """What answers when invitations are asked for."""

    make_invitations: MakeInvitations
    keep_invitations: KeepInvitations
    accept_invitation: AcceptInvitation
    clock: Clock
    public_url: str
    secure_cookies: bool

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.make_invitations(),
            platform.keep_invitations(),
            platform.accept_invitation(),
            platform.clock(),
            wiring.public_url,
            wiring.secure_cookies,
        )

    def make(self, call: Call[InvitationRequest, NoQuery]) -> IssuedInvitations:
        """Make codes, and show them this once."""
        site = self.public_url or call.address
        return IssuedInvitations(items=[IssuedInvitationMessage.of(one, site) for one in self._made(call)])

    def list(self, call: Call[None, InvitationQuery]) -> InvitationPage:
        """List those that the caller made, or all for an admin."""
        said, now = call.query, self.clock.now()
        page = self.keep_invitations.list(call.actor, said.page, collection=said.collection, state=said.status)
        return InvitationPage.of(page, lambda seen: InvitationMessage.of(seen, now))

    def revoke(self, call: Call[None, NoQuery]) -> InvitationMessage:
        """Take back one that was not used."""
        revoked = self.keep_invitations.revoke(call.actor, InvitationId(call.id("invitation_id")))
        return InvitationMessage.of(InvitationSeen(revoked, None), self.clock.now())

    def accept(self, call: Call[AcceptanceRequest, NoQuery]) -> Done:
        """Open an account by a code and a name, or give one back."""
        said = call.body
        acceptance = Acceptance(said.code, said.name, said.locale)
        welcome = self.accept_invitation(acceptance, call.origin, call.agent, call.key)
        in_cookie = said.refresh_token_in is RefreshTokenIn.COOKIE
        cookie = refresh_cookie(welcome.tokens.refresh, secure=self.secure_cookies) if in_cookie else ""
        return Done(WelcomeMessage.of(welcome, said.refresh_token_in), cookie)

    def _made(self, call: Call[InvitationRequest, NoQuery]) -> tuple[IssuedInvitation, ...]:
        said = call.body
        if said.replaces is not None:
            account = ContributorId(said.replaces)
            return (self.make_invitations.replacement(call.actor, account, said.lifetime, call.key),)
        order = InvitationOrder(said.collection or "", said.count, said.name, said.lifetime)
        return self.make_invitations(call.actor, order, call.key)
