"""Who calls: by access token, or by a signed link if the operation allows it."""

import attrs
import falcon.asgi

from shrutik_core.people.contributor import Contributor
from shrutik_core.ports.link_signer import SignedLink
from shrutik_core.shared.errors import Unidentified
from shrutik_core.use_cases.people.log_in import Identify
from shrutik_http.call import Access
from shrutik_http.links import SignedLinks
from shrutik_http.operation import Operation

_LOGIN = "Log in by POST /api/v1/auth/login and send 'Authorization: Bearer <access_token>'."


@attrs.frozen
class Identification:
    """Knows callers; it may wait for the database."""

    identify: Identify
    links: SignedLinks

    def caller(self, operation: Operation, request: falcon.asgi.Request) -> Contributor | None:
        """The account; None if the operation is open, or a signed link was shown instead.

        Raises:
            Refused: ``login_required``, ``token_invalid``, ``token_expired``, ``account_inactive``, ``link_invalid`` or
                ``link_expired``.
        """
        if operation.access is Access.OPEN:
            return None
        if operation.access is Access.LINK and "signature" in request.params:
            link = SignedLink(_one(request, "expires"), _one(request, "subject"), _one(request, "signature"))
            self.links.check(request.path, link)
            return None
        token = shown_token(request)
        if not token:
            raise Unidentified("login_required", _LOGIN)
        return self.identify(token)


def _one(request: falcon.asgi.Request, name: str) -> str:
    value = request.params.get(name, "")
    return value if isinstance(value, str) else ""


def shown_token(request: falcon.asgi.Request) -> str:
    """The bearer's token that came with a request; empty if none did."""
    scheme, _, token = (request.auth or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
