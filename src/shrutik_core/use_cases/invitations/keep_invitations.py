"""Keep invitations: list those that one made, and take back what was not used."""

import attrs

from shrutik_core.people.invitation import Invitation, InvitationFilter, InvitationState
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import InvitationId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class InvitationSeen:
    """An invitation as its maker sees it.

    Attributes:
        invitation: what is kept of it.
        account_name: of the account that used it; None if none did.
    """

    invitation: Invitation
    account_name: str | None


@attrs.frozen
class KeepInvitations:
    """What becomes of invitations; a facilitator sees those that they made, an admin all."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def list(
        self,
        actor: Actor,
        request: PageRequest,
        *,
        collection: str | None = None,
        state: InvitationState | None = None,
    ) -> Page[InvitationSeen]:
        """Those for one collection or in one state, or all; newest first; of an account no more than its id and name.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.INVITE)
        with self.units_of_work() as uow:
            made_by = None if actor.may(Permission.MANAGE_PEOPLE) else actor.id
            within = the_collection(uow, collection).id if collection else None
            page = uow.invitations.page(request, InvitationFilter(self.clock.now(), made_by, within, state))
            names = uow.invitations.names(one.contributor for one in page.items if one.contributor is not None)
            return page.map(lambda one: InvitationSeen(one, names.get(one.contributor) if one.contributor else None))

    def revoke(self, actor: Actor, invitation_id: InvitationId) -> Invitation:
        """The invitation, whose code opens nothing any more.

        Raises:
            Conflict: ``invitation_used`` or ``invitation_revoked``.
            Missing: ``invitation_missing``, also if another person made it.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.INVITE)
        with self.units_of_work() as uow:
            invitation = uow.invitations.find(invitation_id, lock=True)
            own = invitation is not None and invitation.made_by == actor.id
            if invitation is None or not (own or actor.may(Permission.MANAGE_PEOPLE)):
                raise Missing("invitation_missing", "You made no such invitation.")
            now = self.clock.now()
            revoked = invitation.revoke(now)
            uow.invitations.save(revoked)
            add_entry(uow, self.ids, now, actor, "invitation.revoked", revoked.id)
            uow.commit()
        return revoked
