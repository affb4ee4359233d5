"""Accounts: a person makes one, and changes what proves that it is theirs."""

from typing import Self

import attrs

from shrutik_core.use_cases.people.change_email import ChangeEmail, VerifyEmail
from shrutik_core.use_cases.people.change_password import ChangePassword
from shrutik_core.use_cases.people.register import Register, Registration
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
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Done
from shrutik_http.wiring import Wiring


@attrs.frozen
class AccountsResource:
    """What answers when accounts are asked for."""

    register_person: Register
    change_password: ChangePassword
    reset_password: ResetPassword
    change_email: ChangeEmail
    verify_email: VerifyEmail

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(
            platform.register(),
            platform.change_password(),
            platform.reset_password(),
            platform.change_email(),
            platform.verify_email(),
        )

    def register(self, call: Call[RegistrationRequest, NoQuery]) -> AccountMessage:
        """Make an account, or seem to."""
        said = call.body
        registration = Registration(said.email, said.password, said.name, said.locale, address=call.origin)
        return AccountMessage.of(self.register_person.publicly(registration, call.key))

    def new_password(self, call: Call[PasswordChange, NoQuery]) -> Done:
        """Change the caller's password."""
        self.change_password(call.actor, call.body.current_password, call.body.new_password)
        return Done()

    def new_email(self, call: Call[EmailChange, NoQuery]) -> LetterMessage:
        """Begin to change the caller's address."""
        self.change_email(call.actor, call.body.email, call.body.password)
        return LetterMessage()

    def forgot(self, call: Call[ForgottenPassword, NoQuery]) -> LetterMessage:
        """Send a letter to whoever forgot their password."""
        self.reset_password.ask(call.body.email)
        return LetterMessage()

    def reset(self, call: Call[PasswordReset, NoQuery]) -> Done:
        """Take a letter's code and a new password."""
        self.reset_password(call.body.token, call.body.password)
        return Done()

    def verify(self, call: Call[EmailVerification, NoQuery]) -> Done:
        """Take a letter's code."""
        self.verify_email(call.body.token)
        return Done()

    def verify_again(self, call: Call[None, NoQuery]) -> LetterMessage:
        """Send the letter once more."""
        self.verify_email.again(call.actor)
        return LetterMessage()
