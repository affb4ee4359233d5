"""Who takes part in the demo: accounts, and the word error rate of each transcriber."""

from collections.abc import Mapping

import attrs

from shrutik_bootstrap.platform import Platform
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.people.register import Registration


@attrs.frozen
class DemoAccount:
    """One account.

    Attributes:
        name: as others see it.
        role: of the account.
    """

    name: str
    role: Role = Role.CONTRIBUTOR

    @property
    def email(self) -> str:
        """The account's address; the domain is reserved and reaches no one (RFC 2606, 1999)."""
        return f"{self.name.lower()}@demo.example"


ADMIN = DemoAccount("Admin", Role.ADMIN)
# Looks after the voices that read the samples aloud.
FACILITATOR = DemoAccount("Jamila", Role.FACILITATOR)
REVIEWER = DemoAccount("Farida", Role.REVIEWER)
RESEARCHER = DemoAccount("Gopal", Role.RESEARCHER)
GUEST = DemoAccount("You")

# How often each mishears or mistypes a word: from careful to hasty.
TRANSCRIBERS: Mapping[DemoAccount, float] = {
    DemoAccount("Anika"): 0.05,
    DemoAccount("Bashir"): 0.09,
    DemoAccount("Chandana"): 0.13,
    DemoAccount("Dipu"): 0.18,
    DemoAccount("Esha"): 0.25,
}
ALL_ACCOUNTS = (ADMIN, FACILITATOR, REVIEWER, RESEARCHER, *TRANSCRIBERS)


def account_of(platform: Platform, account: DemoAccount, password: str) -> Contributor:
    """The account on a platform; made if it is not there yet."""
    try:
        return platform.manage_people().get_by_email(None, account.email)
    except Missing:
        return platform.register()(Registration(account.email, password, account.name, role=account.role))
