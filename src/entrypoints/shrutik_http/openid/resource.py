"""Log-in elsewhere: a browser goes to an institution and comes back with its word."""

from typing import Self

import attrs

from shrutik_core.people.roles import Actor
from shrutik_core.ports.log_in_providers import ATTEMPT_LIFETIME, BegunLogIn, ProviderAnswer
from shrutik_core.shared.ids import IdentityId
from shrutik_core.use_cases.people.log_in_elsewhere import LogInElsewhere
from shrutik_core.use_cases.people.own_identities import OwnIdentities
from shrutik_http.call import OPENID_COOKIE, Call
from shrutik_http.links import ROOT
from shrutik_http.messages import NoQuery
from shrutik_http.openid.messages import (
    ArrivalMessage,
    CallbackQuery,
    IdentityList,
    IdentityMessage,
    LinkMessage,
    ProviderList,
    ProviderMessage,
)
from shrutik_http.operation import Document, Done
from shrutik_http.wiring import Wiring

ALL = f"{ROOT}/auth/openid"
AnyCall = Call[None, NoQuery] | Call[None, CallbackQuery]


@attrs.frozen
class OpenidResource:
    """What answers when somebody logs in elsewhere."""

    log_in: LogInElsewhere
    identities: OwnIdentities
    public_url: str

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.log_in_elsewhere(), wiring.platform.own_identities(), wiring.public_url)

    def providers(self, _call: Call[None, NoQuery]) -> ProviderList:
        """List the institutions."""
        return ProviderList(
            items=[ProviderMessage(name=name, url=f"{ALL}/{name}/start") for name in self.log_in.names()]
        )

    def start(self, call: Call[None, NoQuery]) -> Document:
        """Send the browser to an institution."""
        begun = self._begun(call, None)
        return Document(b"", "text/html", {"Location": begun.url}, self._cookie(call, begun.seal))

    def link(self, call: Call[None, NoQuery]) -> Done:
        """Tell the browser of somebody who is logged in where to go, so that the log-in there is linked."""
        begun = self._begun(call, call.actor)
        return Done(LinkMessage(url=begun.url), self._cookie(call, begun.seal))

    def finish(self, call: Call[None, CallbackQuery]) -> Done:
        """Take the institution's word; the browser forgets its attempt."""
        answer = ProviderAnswer(call.query.code, call.query.state, call.query.iss)
        seal = call.cookies.get(OPENID_COOKIE, "")
        provider = call.path["provider"]
        arrival = self.log_in.finish(provider, answer, seal, self._return_to(call), call.origin, call.agent)
        return Done(ArrivalMessage.of(arrival), self._cookie(call, ""))

    def list(self, call: Call[None, NoQuery]) -> IdentityList:
        """List the caller's own."""
        return IdentityList(items=[IdentityMessage.of(one) for one in self.identities.list(call.actor)])

    def unlink(self, call: Call[None, NoQuery]) -> IdentityMessage:
        """Unlink one of the caller's own."""
        return IdentityMessage.of(self.identities.unlink(call.actor, IdentityId(call.id("identity_id"))))

    def _begun(self, call: AnyCall, actor: Actor | None) -> BegunLogIn:
        return self.log_in.begin(actor, call.path["provider"], self._return_to(call))

    def _return_to(self, call: AnyCall) -> str:
        return f"{self._site(call)}{ALL}/{call.path['provider']}/callback"

    def _site(self, call: AnyCall) -> str:
        return (self.public_url or call.address).rstrip("/")

    def _cookie(self, call: AnyCall, seal: str) -> str:
        """What the browser keeps until it is back, a link from elsewhere being what leads it here: hence ``Lax``."""
        seconds = int(ATTEMPT_LIFETIME.total_seconds()) if seal else 0
        secure = "; Secure" if self._site(call).startswith("https://") else ""
        return f"{OPENID_COOKIE}={seal}; Path={ALL}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
