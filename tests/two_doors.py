"""A client of a site whose name has two addresses: it calls one, and the other once that one does not answer."""

import ssl
from collections import deque
from collections.abc import Sequence

import attrs
import httpx

NAME = "voices.example.org"
CONNECTING, ANSWERING = 3.0, 20.0
"""Seconds that a caller gives an address, and an answer."""


@attrs.define
class TwoDoors(httpx.BaseTransport):
    """What a browser does with a name that has several addresses.

    Attributes:
        doors: hosts and ports, the one that is called first.
        way: that the calls take.
    """

    doors: deque[tuple[str, int]]
    way: httpx.HTTPTransport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the first that can be connected to; what breaks later is the caller's to send again."""
        request.extensions["sni_hostname"] = NAME
        for left in reversed(range(len(self.doors))):
            host, port = self.doors[0]
            request.url = request.url.copy_with(host=host, port=port)
            try:
                return self.way.handle_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                self.doors.rotate(-1)
                if not left:
                    raise
        raise AssertionError

    def close(self) -> None:
        """Close all connections."""
        self.way.close()


def client_of(
    doors: Sequence[tuple[str, int]], trust: ssl.SSLContext, token: str | None = None, *, first: int = 0
) -> httpx.Client:
    """A client of the API.

    Args:
        doors: hosts and ports.
        trust: whose certificates are believed.
        token: of the account.
        first: number of the one to call first.
    """
    ordered = deque(doors)
    ordered.rotate(-first)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    transport = TwoDoors(ordered, httpx.HTTPTransport(verify=trust))
    timeout = httpx.Timeout(ANSWERING, connect=CONNECTING)
    return httpx.Client(base_url=f"https://{NAME}/api/v1", headers=headers, transport=transport, timeout=timeout)
