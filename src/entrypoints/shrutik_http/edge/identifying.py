"""Who calls: by access token, by API key, or by a signed link if the operation allows them."""

import attrs
import falcon.asgi

from shrutik_core.people.caller import Caller
from shrutik_core.ports.link_signer import SignedLink
from shrutik_core.shared.errors import Refused, Unidentified
from shrutik_core.use_cases.people.identify_key import IdentifyKey, is_key
from shrutik_core.use_cases.people.log_in import Identify
from shrutik_http.call import Access
from shrutik_http.links import SignedLinks
from shrutik_http.operation import Operation

_LOGIN = "Log in by POST /api/v1/auth/login and send 'Authorization: Bearer <access_token>'."


@attrs.frozen
class Identification:
    """Knows callers; it may wait for the database."""

    identify: Identify
    identify_key: IdentifyKey
    links: SignedLinks

    def caller(self, operation: Operation, request: falcon.asgi.Request) -> Caller | None:
        """The caller; None if the operation is open, or a signed link was shown instead.

        Raises:
            Refused: ``login_required``, ``token_invalid``, ``token_expired``, ``account_inactive``, ``link_invalid``,
                ``link_expired``, ``api_key_invalid``, ``api_key_expired``, ``login_only`` if the operation takes no API
                key, or ``account_withdrawn`` if the person withdrew the account.
        """
        if operation.access is Access.OPEN:
            return None
        if operation.access is Access.LINK and "signature" in request.params:
            link = SignedLink(_one(request, "expires"), _one(request, "subject"), _one(request, "signature"))
            self.links.check(request.path, link)
            return None
        shown = shown_token(request)
        if not shown:
            raise Unidentified("login_required", _LOGIN)
        caller = self._shown(operation, shown)
        if not operation.leaving:
            caller.contributor.check_stays()
        request.context.caller = caller.contributor.id
        return caller

    def _shown(self, operation: Operation, shown: str) -> Caller:
        if not is_key(shown):
            return Caller(self.identify(shown))
        caller = self.identify_key(shown)
        if not operation.takes_keys:
            raise Refused("login_only", f"An API key cannot do this. {_LOGIN}")
        return caller


def _one(request: falcon.asgi.Request, name: str) -> str:
    value = request.params.get(name, "")
    return value if isinstance(value, str) else ""


def shown_token(request: falcon.asgi.Request) -> str:
    """The bearer's token that came with a request; empty if none did."""
    scheme, _, token = (request.auth or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
