"""Who plays in the demo: accounts, and the word error rate of each transcriber."""

from collections.abc import Mapping

import attrs

from shrutik_core.people.roles import Role


@attrs.frozen
class Part:
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


ADMIN = Part("Admin", Role.ADMIN)
REVIEWER = Part("Farida", Role.REVIEWER)
RESEARCHER = Part("Gopal", Role.RESEARCHER)
SPEAKER = Part("Speaker")
GUEST = Part("You")

# How often each mishears or mistypes a word: from careful to hasty.
TRANSCRIBERS: Mapping[Part, float] = {
    Part("Anika"): 0.05,
    Part("Bashir"): 0.09,
    Part("Chandana"): 0.13,
    Part("Dipu"): 0.18,
    Part("Esha"): 0.25,
}
EVERYBODY = (ADMIN, REVIEWER, RESEARCHER, SPEAKER, *TRANSCRIBERS)
