"""Log-in elsewhere: a browser goes to an institution and comes back with its word."""

from typing import Self

import attrs

from shrutik_core.people.roles import Actor
from shrutik_core.ports.log_in_providers import ATTEMPT_LIFETIME, ProviderAnswer
from shrutik_core.shared.ids import IdentityId
from shrutik_core.use_cases.people.log_in_elsewhere import LogInElsewhere
from shrutik_core.use_cases.people.own_identities import OwnIdentities
from shrutik_http.call import OPENID_COOKIE, Call
from shrutik_http.documents.resource import HTML
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
    StartQuery,
)
from shrutik_http.replies import Document, Done
from shrutik_http.sessions.cookie import refresh_cookie
from shrutik_http.wiring import Wiring

ALL = f"{ROOT}/auth/openid"
ARRIVED = "/account/arrived"
"""The screen of the page that goes on once a log-in elsewhere is done."""

AnyCall = Call[None, StartQuery] | Call[None, CallbackQuery]
# Before the seal in the cookie of an attempt that began from the page; no seal has this sign in it.
_FROM_PAGE = "page~"
_LEADS_ON = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Shrutik</title>
<p><a href="{ARRIVED}">Go on</a></p></html>
"""


@attrs.frozen
class OpenidResource:
    """What answers when somebody logs in elsewhere."""

    log_in: LogInElsewhere
    identities: OwnIdentities
    public_url: str
    secure: bool

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(
            wiring.platform.log_in_elsewhere(),
            wiring.platform.own_identities(),
            wiring.public_url,
            wiring.secure_cookies,
        )

    def providers(self, _call: Call[None, NoQuery]) -> ProviderList:
        """List the institutions."""
        return ProviderList(
            items=[ProviderMessage(name=name, url=f"{ALL}/{name}/start") for name in self.log_in.names()]
        )

    def start(self, call: Call[None, StartQuery]) -> Document:
        """Send the browser to an institution."""
        url, cookie = self._begun(call, None)
        return Document(b"", "text/html", {"Location": url}, (cookie,))

    def link(self, call: Call[None, StartQuery]) -> Done:
        """Tell the browser of somebody who is logged in where to go, so that the log-in there is linked."""
        url, cookie = self._begun(call, call.actor)
        return Done(LinkMessage(url=url), cookie)

    def finish(self, call: Call[None, CallbackQuery]) -> Done | Document:
        """Take the institution's word; the browser forgets its attempt, and the page finds its session in a cookie."""
        answer = ProviderAnswer(call.query.code, call.query.state, call.query.iss)
        kept = call.cookies.get(OPENID_COOKIE, "")
        seal = kept.removeprefix(_FROM_PAGE)
        provider = call.path["provider"]
        arrival = self.log_in.finish(provider, answer, seal, self._return_to(call), call.origin, call.agent)
        if kept == seal:
            return Done(ArrivalMessage.of(arrival), self._cookie(call, ""))
        # A page that goes on by itself, not a redirect: what follows a redirect from elsewhere brings no strict cookie.
        session = (refresh_cookie(arrival.tokens.refresh, secure=self.secure),) if arrival.tokens else ()
        return Document(_LEADS_ON.encode(), HTML, {"Refresh": f"0; url={ARRIVED}"}, (self._cookie(call, ""), *session))

    def list(self, call: Call[None, NoQuery]) -> IdentityList:
        """List the caller's own."""
        return IdentityList(items=[IdentityMessage.of(one) for one in self.identities.list(call.actor)])

    def unlink(self, call: Call[None, NoQuery]) -> IdentityMessage:
        """Unlink one of the caller's own."""
        return IdentityMessage.of(self.identities.unlink(call.actor, IdentityId(call.id("identity_id"))))

    def _begun(self, call: Call[None, StartQuery], actor: Actor | None) -> tuple[str, str]:
        """Where the browser goes, and the cookie that it keeps until it is back."""
        begun = self.log_in.begin(actor, call.path["provider"], self._return_to(call))
        seal = f"{_FROM_PAGE}{begun.seal}" if call.query.to == "page" else begun.seal
        return begun.url, self._cookie(call, seal)

    def _return_to(self, call: AnyCall) -> str:
        return f"{self._site(call)}{ALL}/{call.path['provider']}/callback"

    def _site(self, call: AnyCall) -> str:
        return (self.public_url or call.address).rstrip("/")

    def _cookie(self, call: AnyCall, seal: str) -> str:
        """What the browser keeps until it is back, a link from elsewhere being what leads it here: hence ``Lax``."""
        seconds = int(ATTEMPT_LIFETIME.total_seconds()) if seal else 0
        secure = "; Secure" if self._site(call).startswith("https://") else ""
        return f"{OPENID_COOKIE}={seal}; Path={ALL}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
