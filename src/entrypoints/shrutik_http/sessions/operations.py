"""Operations on sessions."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.people.log_in import LogIn
from shrutik_core.use_cases.people.sessions import ManageSessions, RefreshSession
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.messages import PageQuery
from shrutik_http.operation import Noun, Operation, Room
from shrutik_http.sessions.messages import JwksMessage, LoginRequest, RefreshRequest, SessionPage, TokenMessage
from shrutik_http.sessions.resource import SessionsResource

SESSIONS = Noun(
    "sessions",
    "Log-ins: an access token for some minutes, and a refresh token that is traded, once, for the next of both.",
    SessionsResource,
    (
        Operation(
            "POST",
            f"{ROOT}/auth/login",
            "Trade an address and a password for the tokens of a session",
            SessionsResource.login,
            TokenMessage,
            body=LoginRequest,
            uses=(LogIn.__call__,),
            access=Access.OPEN,
            room=Room.HASHING,
            tagged=False,
            limit=Limit.LOGIN,
        ),
        Operation(
            "POST",
            f"{ROOT}/auth/refresh",
            "Trade a refresh token for the next tokens, once, or soon again if the answer was lost",
            SessionsResource.refresh,
            TokenMessage,
            body=RefreshRequest,
            uses=(RefreshSession.__call__,),
            access=Access.OPEN,
            tagged=False,
            limit=Limit.LOGIN,
        ),
        Operation(
            "POST",
            f"{ROOT}/auth/logout",
            "End the session of the tokens that are shown, whichever they are",
            SessionsResource.logout,
            status=204,
            body=RefreshRequest,
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            f"{ROOT}/me/sessions",
            "Where you are logged in, newest first",
            SessionsResource.list,
            SessionPage,
            query=PageQuery,
            uses=(ManageSessions.list,),
        ),
        Operation(
            "DELETE",
            f"{ROOT}/me/sessions",
            "Log out everywhere else",
            SessionsResource.end_others,
            status=204,
            uses=(ManageSessions.end_others,),
        ),
        Operation(
            "DELETE",
            ROOT + "/me/sessions/{session_id}",
            "End one of your sessions",
            SessionsResource.end,
            status=204,
            uses=(ManageSessions.end,),
        ),
        Operation(
            "GET",
            "/.well-known/jwks.json",
            "The public keys by which access tokens can be checked",
            SessionsResource.keys,
            JwksMessage,
            access=Access.OPEN,
            any_query=True,
        ),
    ),
)
