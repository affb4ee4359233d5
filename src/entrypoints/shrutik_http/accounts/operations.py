"""Operations on accounts."""

from shrutik_core.use_cases.people.log_in import LogIn
from shrutik_core.use_cases.people.register import Register
from shrutik_http.accounts.messages import AccountMessage, LoginRequest, RegistrationRequest, TokenMessage
from shrutik_http.accounts.resource import AccountsResource
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation, Room

ACCOUNTS = Noun(
    "accounts",
    "Accounts and access tokens.",
    AccountsResource,
    (
        Operation(
            "POST",
            f"{ROOT}/auth/register",
            "Make an account of your own",
            AccountsResource.register,
            AccountMessage,
            201,
            body=RegistrationRequest,
            uses=(Register.__call__,),
            access=Access.OPEN,
            once="register",
            room=Room.HASHING,
        ),
        Operation(
            "POST",
            f"{ROOT}/auth/login",
            "Trade an address and a password for an access token",
            AccountsResource.login,
            TokenMessage,
            body=LoginRequest,
            uses=(LogIn.__call__,),
            access=Access.OPEN,
            room=Room.HASHING,
        ),
    ),
)
