"""What the front answers by itself: a problem document, as the application would have written it."""

import json
import secrets
from collections.abc import Iterable, Mapping
from functools import partial
from http import HTTPStatus
from types import MappingProxyType

import attrs

from shrutik_http.edge.middleware.identity import HEADER
from shrutik_http.edge.middleware.security_headers import HEADERS
from shrutik_http.problems import MEDIA_TYPE, headers_of, problem

_CODES: Mapping[int, str] = MappingProxyType(
    {
        400: "request_malformed",
        408: "request_too_slow",
        414: "address_too_long",
        431: "headers_too_large",
        503: "busy",
        505: "version_unsupported",
    }
)


@attrs.frozen
class Refusal(Exception):
    """A request that never reaches the application.

    Attributes:
        status: of the answer.
        detail: a sentence for people.
        request_id: under which it is noted.
    """

    status: int
    detail: str
    request_id: str = attrs.field(factory=partial(secrets.token_hex, 16))

    def answer(self, more: Iterable[tuple[bytes, bytes]] = ()) -> bytes:
        """Head and body, after which the connection is closed.

        Args:
            more: headers that the server adds to every answer.
        """
        told = problem(self.status, _CODES[self.status], self.detail)
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = {
            "Content-Type": MEDIA_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
            HEADER: self.request_id,
            **HEADERS,
            **headers_of(told),
            **{name.decode("latin-1"): value.decode("latin-1") for name, value in more},
        }
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}", *map(": ".join, headers.items())]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
