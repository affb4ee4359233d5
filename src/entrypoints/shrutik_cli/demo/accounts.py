"""Who plays in the demo: accounts, and the word error rate of each transcriber."""

from collections.abc import Mapping

import attrs

from shrutik_core.people.roles import Role


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
        """The account's address; the domain is reserved and reaches nobody (RFC 2606, 1999)."""
        return f"{self.name.lower()}@demo.example"


ADMIN = DemoAccount("Admin", Role.ADMIN)
REVIEWER = DemoAccount("Farida", Role.REVIEWER)
RESEARCHER = DemoAccount("Gopal", Role.RESEARCHER)
SPEAKER = DemoAccount("Speaker")
GUEST = DemoAccount("You")

# How often each mishears or mistypes a word: from careful to hasty.
TRANSCRIBERS: Mapping[DemoAccount, float] = {
    DemoAccount("Anika"): 0.05,
    DemoAccount("Bashir"): 0.09,
    DemoAccount("Chandana"): 0.13,
    DemoAccount("Dipu"): 0.18,
    DemoAccount("Esha"): 0.25,
}
ALL_ACCOUNTS = (ADMIN, REVIEWER, RESEARCHER, SPEAKER, *TRANSCRIBERS)
