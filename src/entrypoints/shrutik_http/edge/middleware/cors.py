"""Which web pages may call the API from a browser."""

from collections.abc import Collection
from typing import Any

import attrs
from falcon.asgi import Request, Response

_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Range, X-Request-ID"
_EXPOSED = (
    "Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, Location, Retry-After, WWW-Authenticate, "
    "X-Request-ID"
)


@attrs.frozen
class Cors:
    """Lets the pages of listed origins read answers; others get the same answers, which their browser keeps from them.

    Attributes:
        origins: such as ``https://voices.example.org``; none by default. Tokens are not cookies, so none are allowed.
    """

    origins: Collection[str]

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Add what the browser asks for."""
        if not self.origins:
            return
        resp.append_header("Vary", "Origin")
        origin = req.get_header("Origin")
        if origin is None or origin not in self.origins:
            return
        resp.set_header("Access-Control-Allow-Origin", origin)
        if req.method == "OPTIONS" and req.get_header("Access-Control-Request-Method"):
            resp.set_header("Access-Control-Allow-Methods", resp.get_header("Allow") or "")
            resp.set_header("Access-Control-Allow-Headers", _HEADERS)
            resp.set_header("Access-Control-Max-Age", "600")
        else:
            resp.set_header("Access-Control-Expose-Headers", _EXPOSED)
