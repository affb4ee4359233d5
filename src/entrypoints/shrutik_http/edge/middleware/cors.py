"""Which web pages may call the API from a browser."""

from collections.abc import Collection
from typing import Any

import attrs
from falcon.asgi import Request, Response

from shrutik_http.links import ROOT

_HEADERS = (
    "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Range, Tus-Resumable, Upload-Checksum, "
    "Upload-Length, Upload-Metadata, Upload-Offset, X-HTTP-Method-Override, X-Request-ID"
)
_EXPOSED = (
    "Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, Location, RateLimit-Limit, RateLimit-Policy, "
    "RateLimit-Remaining, RateLimit-Reset, Retry-After, Shrutik-Recording, Shrutik-Release, Shrutik-SHA256, "
    "Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, Upload-Expires, Upload-Length, "
    "Upload-Metadata, Upload-Offset, WWW-Authenticate, X-Request-ID"
)
# Where the refresh token comes, or goes, as a cookie; everywhere else a cookie says nothing.
_WITH_COOKIE = frozenset(f"{ROOT}/auth/{name}" for name in ("login", "refresh", "logout"))


@attrs.frozen
class Cors:
    """Lets the pages of listed origins read answers; others get the same answers, which their browser keeps from them.

    Attributes:
        origins: such as ``https://voices.example.org``; none by default. Cookies are let through to them alone, and
            only where the refresh token is one.
    """

    origins: Collection[str]

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Add what the browser asks for."""
        if not self.origins:
            return
        resp.append_header("Vary", "Origin")
        # A page plays audio without saying whose it is; the link's signature says that it may.
        resp.set_header("Cross-Origin-Resource-Policy", "cross-origin")
        origin = req.get_header("Origin")
        if origin is None or origin not in self.origins:
            return
        resp.set_header("Access-Control-Allow-Origin", origin)
        if req.path in _WITH_COOKIE:
            resp.set_header("Access-Control-Allow-Credentials", "true")
        if req.method == "OPTIONS" and req.get_header("Access-Control-Request-Method"):
            resp.set_header("Access-Control-Allow-Methods", resp.get_header("Allow") or "")
            resp.set_header("Access-Control-Allow-Headers", _HEADERS)
            resp.set_header("Access-Control-Max-Age", "600")
        else:
            resp.set_header("Access-Control-Expose-Headers", _EXPOSED)
