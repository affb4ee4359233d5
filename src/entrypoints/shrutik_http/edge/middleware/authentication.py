"""Who calls: by access token, or by a signed link if the operation allows it."""

from typing import Any

import attrs
import falcon

from shrutik_core.shared.errors import Unidentified
from shrutik_core.use_cases.people.log_in import Identify
from shrutik_http.call import Access
from shrutik_http.edge.mounting import Route
from shrutik_http.links import Links

_LOGIN = "Log in by POST /api/v1/auth/login and send 'Authorization: Bearer <access_token>'."


@attrs.frozen
class Authentication:
    """Knows the caller before a resource does anything, so that a caller does not send a large body in vain."""

    identify: Identify
    links: Links

    def process_resource(
        self, req: falcon.Request, _resp: falcon.Response, route: Route, _params: dict[str, Any]
    ) -> None:
        """Note the caller.

        Raises:
            Refused: ``login_required``, ``token_invalid``, ``token_expired``, ``account_inactive``, ``link_invalid`` or
                ``link_expired``.
        """
        req.context.caller = None
        operation = route.operation(req.method)
        if operation is None or operation.access is Access.OPEN:
            return
        if operation.access is Access.LINK and "signature" in req.params:
            self.links.check(req.path, _one(req, "expires"), _one(req, "signature"))
            return
        req.context.caller = self.identify(_token(req))


def _one(req: falcon.Request, name: str) -> str:
    value = req.params.get(name, "")
    return value if isinstance(value, str) else ""


def _token(req: falcon.Request) -> str:
    scheme, _, token = (req.auth or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unidentified("login_required", _LOGIN)
    return token.strip()
