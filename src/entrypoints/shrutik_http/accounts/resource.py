"""Accounts: a person makes one, logs in, and looks at their own."""

from typing import Self

import attrs

from shrutik_core.use_cases.people.log_in import LogIn
from shrutik_core.use_cases.people.register import Register, Registration
from shrutik_http.accounts.messages import AccountMessage, LoginRequest, RegistrationRequest, TokenMessage
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class AccountsResource:
    """What answers when accounts are asked for."""

    register_person: Register
    log_in: LogIn

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.register(), wiring.platform.log_in())

    def register(self, call: Call[RegistrationRequest, NoQuery]) -> AccountMessage:
        """Make an account."""
        said = call.body
        registration = Registration(said.email, said.password, said.name, said.locale, address=call.origin)
        return AccountMessage.of(self.register_person(registration, call.key))

    def login(self, call: Call[LoginRequest, NoQuery]) -> TokenMessage:
        """Trade an address and a password for a token."""
        return TokenMessage.of(self.log_in(call.body.email, call.body.password))

    def own(self, call: Call[None, NoQuery]) -> AccountMessage:
        """Show the caller's own account."""
        return AccountMessage.of(call.person)
