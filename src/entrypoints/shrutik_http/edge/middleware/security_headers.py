"""Headers that keep a browser from doing more with an answer than it should."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs
from falcon.asgi import Request, Response

from shrutik_http.edge.origin import Origins

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Permissions-Policy": "microphone=(self), camera=(), display-capture=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
)


def over_tls(host: str) -> Mapping[str, str]:
    """What is added over TLS: come back over TLS alone, for a year.

    Not for an address by number, for which browsers pass over it, nor for this machine, which has other servers without
    TLS.

    Args:
        host: as the caller named it, without a port.
    """
    by_number = host.startswith("[") or ":" in host or host.replace(".", "").isdecimal()
    return {} if by_number or host == "localhost" else {"Strict-Transport-Security": "max-age=31536000"}


@attrs.frozen
class SecurityHeaders:
    """Sets those that the answer does not have yet.

    Attributes:
        origins: tells whether a client speaks TLS.
        lasting: whether the certificate's authority is there for good, so that a browser may be told to come back over
            TLS alone; one of the installation's own may be made anew, and would lock out who was told.
    """

    origins: Origins
    lasting: bool = True

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Add what is missing."""
        secure = over_tls(req.host) if self.lasting and self.origins.is_secure(req) else {}
        for name, value in (*HEADERS.items(), *secure.items()):
            if resp.get_header(name) is None:
                resp.set_header(name, value)
