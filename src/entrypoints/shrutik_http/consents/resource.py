"""Consents: a speaker gives them, and looks at their own."""

from typing import Self

import attrs

from shrutik_core.use_cases.people.give_consent import GiveConsent, ListConsents
from shrutik_http.call import Call
from shrutik_http.consents.messages import ConsentMessage, ConsentPage, ConsentRequest
from shrutik_http.messages import NoQuery, PageQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class ConsentsResource:
    """What answers when consents are asked for."""

    give_consent: GiveConsent
    list_consents: ListConsents

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.give_consent(), wiring.platform.list_consents())

    def list(self, call: Call[None, PageQuery]) -> ConsentPage:
        """List the caller's own."""
        return ConsentPage.of(self.list_consents(call.actor, call.query.page), ConsentMessage.of)

    def give(self, call: Call[ConsentRequest, NoQuery]) -> ConsentMessage:
        """Agree to what a collection asks."""
        said = call.body
        consent = self.give_consent(call.actor, said.collection, said.version, said.purposes, call.key)
        return ConsentMessage.of(consent)
