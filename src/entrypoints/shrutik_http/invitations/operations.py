"""Operations on invitations."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.invitations.accept_invitation import AcceptInvitation
from shrutik_core.use_cases.invitations.keep_invitations import KeepInvitations
from shrutik_core.use_cases.invitations.make_invitations import InvitationOrder, MakeInvitations
from shrutik_http.call import Access
from shrutik_http.invitations.messages import (
    AcceptanceRequest,
    InvitationMessage,
    InvitationPage,
    InvitationQuery,
    InvitationRequest,
    IssuedInvitations,
    WelcomeMessage,
)
from shrutik_http.invitations.resource import InvitationsResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

_ALL = f"{ROOT}/invitations"

INVITATIONS = Noun(
    "invitations",
    "Codes by which people without an e-mail address open their accounts.",
    InvitationsResource,
    (
        Operation(
            "POST",
            _ALL,
            "Make codes for new people, or one that gives an account back; they are shown this once",
            InvitationsResource.make,
            IssuedInvitations,
            201,
            body=InvitationRequest,
            uses=(MakeInvitations.__call__, MakeInvitations.replacement, InvitationOrder),
            once="make_invitations",
            tagged=False,
        ),
        Operation(
            "GET",
            _ALL,
            "The invitations that you made (all of them for admins), newest first",
            InvitationsResource.list,
            InvitationPage,
            query=InvitationQuery,
            uses=(KeepInvitations.list,),
        ),
        Operation(
            "DELETE",
            _ALL + "/{invitation_id}",
            "Take back an invitation that was not used",
            InvitationsResource.revoke,
            InvitationMessage,
            uses=(KeepInvitations.revoke,),
        ),
        Operation(
            "POST",
            f"{_ALL}/accept",
            "Open an account by a code and a name, or have one given back",
            InvitationsResource.accept,
            WelcomeMessage,
            201,
            body=AcceptanceRequest,
            uses=(AcceptInvitation.__call__,),
            access=Access.OPEN,
            once="accept_invitation",
            tagged=False,
            limit=Limit.REGISTER,
        ),
    ),
)
