"""Headers that keep a browser from doing more with an answer than it should."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from falcon.asgi import Request, Response

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
    }
)


class SecurityHeaders:
    """Sets those that the answer does not have yet."""

    async def process_response(self, _req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Add what is missing."""
        for name, value in HEADERS.items():
            if resp.get_header(name) is None:
                resp.set_header(name, value)
