"""What the front answers by itself: a problem document, as the application would have written it."""

import json
import secrets
from collections.abc import Mapping
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
    """

    status: int
    detail: str

    def answer(self) -> bytes:
        """Head and body, after which the connection is closed."""
        told = problem(self.status, _CODES[self.status], self.detail)
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = {
            "Content-Type": MEDIA_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
            HEADER: secrets.token_hex(16),
            **HEADERS,
            **headers_of(told),
        }
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}", *map(": ".join, headers.items())]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
