"""Providers of log-in that believe whatever they are told."""

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import count
from urllib.parse import urlencode
from uuid import UUID

from shrutik_core.ports.log_in_providers import ATTEMPT_LIFETIME, BegunLogIn, ProvenPerson, ProviderAnswer
from shrutik_core.shared.errors import Missing, Refused, Unidentified
from shrutik_core.shared.ids import ContributorId
from shrutik_memory.seals import seal as sealed


class MemoryLogInProviders:
    """`LogInProviders` for tests.

    Args:
        people: for each provider's name what a code says of the person who brings it, each good once.
        domains: for names of providers the only domain whose people may log in there.
    """

    def __init__(
        self,
        people: Mapping[str, dict[str, ProvenPerson]] | None = None,
        domains: Mapping[str, str] | None = None,
    ) -> None:
        self._people = people or {}
        self._domains = domains or {}
        self._states = count(1)

    @property
    def names(self) -> tuple[str, ...]:
        """See `LogInProviders.names`."""
        return tuple(self._people)

    def begin(self, provider: str, return_to: str, now: datetime, link: ContributorId | None = None) -> BegunLogIn:
        """See `LogInProviders.begin`."""
        self._known(provider)
        state = str(next(self._states))
        kept = {"provider": provider, "state": state, "to": return_to, "link": str(link) if link else None}
        text = json.dumps({**kept, "end": (now + ATTEMPT_LIFETIME).isoformat()})
        query = urlencode({"state": state, "redirect_uri": return_to})
        return BegunLogIn(f"https://{provider}.example.org/authorize?{query}", f"{sealed('provider', text)}.{text}")

    def finish(self, provider: str, answer: ProviderAnswer, seal: str, return_to: str, now: datetime) -> ProvenPerson:
        """See `LogInProviders.finish`."""
        people = self._known(provider)
        signature, _, text = seal.partition(".")
        kept = json.loads(text) if signature == sealed("provider", text) else {}
        right = (kept.get("provider"), kept.get("state"), kept.get("to")) == (provider, answer.state, return_to)
        if not right or now >= datetime.fromisoformat(kept["end"]) or answer.code not in people:
            raise Unidentified("provider_log_in_failed", "The log-in did not succeed; start over.")
        found = people.pop(answer.code)
        if provider in self._domains and not (found.email or "").endswith(f"@{self._domains[provider]}"):
            raise Refused("provider_domain_refused", f"People of {self._domains[provider]} alone may log in here.")
        link = ContributorId(UUID(kept["link"])) if kept["link"] else None
        return ProvenPerson(found.issuer, found.subject, found.name, found.email, link)

    def _known(self, provider: str) -> dict[str, ProvenPerson]:
        if provider not in self._people:
            raise Missing("provider_missing", f"There is no provider {provider[:40]!r}.")
        return self._people[provider]
