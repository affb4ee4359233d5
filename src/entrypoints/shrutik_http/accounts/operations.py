"""Operations on accounts."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.people.change_email import ChangeEmail, VerifyEmail
from shrutik_core.use_cases.people.change_password import ChangePassword
from shrutik_core.use_cases.people.register import Register
from shrutik_core.use_cases.people.reset_password import ResetPassword
from shrutik_http.accounts.messages import (
    AccountMessage,
    EmailChange,
    EmailVerification,
    ForgottenPassword,
    LetterMessage,
    PasswordChange,
    PasswordReset,
    RegistrationRequest,
)
from shrutik_http.accounts.resource import AccountsResource
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation, Room

ACCOUNTS = Noun(
    "accounts",
    "Accounts, their passwords and addresses. No answer tells whether an address has an account.",
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
            uses=(Register.publicly,),
            access=Access.OPEN,
            once="register",
            room=Room.HASHING,
            limit=Limit.REGISTER,
        ),
        Operation(
            "POST",
            f"{ROOT}/auth/password/forgot",
            "Have a letter sent that leads to a new password",
            AccountsResource.forgot,
            LetterMessage,
            202,
            body=ForgottenPassword,
            uses=(ResetPassword.ask,),
            access=Access.OPEN,
            limit=Limit.REGISTER,
        ),
        Operation(
            "POST",
            f"{ROOT}/auth/password/reset",
            "Give your account a new password, with the code from a letter; all sessions end",
            AccountsResource.reset,
            status=204,
            body=PasswordReset,
            uses=(ResetPassword.__call__,),
            access=Access.OPEN,
            room=Room.HASHING,
            limit=Limit.LOGIN,
        ),
        Operation(
            "POST",
            f"{ROOT}/auth/verify-email",
            "Show, with the code from a letter, that letters to an address reach you",
            AccountsResource.verify,
            status=204,
            body=EmailVerification,
            uses=(VerifyEmail.__call__,),
            access=Access.OPEN,
            limit=Limit.LOGIN,
        ),
        Operation(
            "POST",
            f"{ROOT}/auth/verify-email/again",
            "Have that letter sent again",
            AccountsResource.verify_again,
            LetterMessage,
            202,
            uses=(VerifyEmail.again,),
            limit=Limit.REGISTER,
        ),
        Operation(
            "POST",
            f"{ROOT}/me/password",
            "Change your password; all your sessions end",
            AccountsResource.new_password,
            status=204,
            body=PasswordChange,
            uses=(ChangePassword.__call__,),
            room=Room.HASHING,
            limit=Limit.LOGIN,
        ),
        Operation(
            "POST",
            f"{ROOT}/me/email",
            "Change your address, once the new one is confirmed",
            AccountsResource.new_email,
            LetterMessage,
            202,
            body=EmailChange,
            uses=(ChangeEmail.__call__,),
            room=Room.HASHING,
            limit=Limit.LOGIN,
        ),
    ),
)
