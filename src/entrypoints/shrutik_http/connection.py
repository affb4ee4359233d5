"""How one connection is kept fair: bodies are asked for when they are wanted, and a refusal reaches its caller.

The server's own ways differ in three points. It answers ``Expect: 100-continue`` before the application has seen the
request, so that a caller without a token would send all the same; it reads what the application left of a body into
memory; and it takes a chunk of a chunked body into memory whole, however large the caller says it is.
"""

import socket
import time
from typing import Any

from cheroot.server import HeaderReader, HTTPConnection, HTTPRequest, KnownLengthRFile
from cheroot.wsgi import Gateway_10

from shrutik_http.chunked import ChunkedBody

_SMALL = 64 * 1024
# As nginx's lingering_time and lingering_timeout: how long a refused caller may go on sending, and be silent, while it
# has not yet looked at the answer.
_LINGER_SECONDS, _SILENCE_SECONDS = 30.0, 5.0
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class PatientRequest(HTTPRequest):
    """A request whose body is sent for when the application first reads it."""

    waits = False

    def read_request_line(self) -> bool:
        """Read the first line; an address that is not one is the caller's fault."""
        try:
            return bool(super().read_request_line())  # type: ignore[no-untyped-call]  # the server is not typed
        except ValueError:
            self.simple_response("400 Bad Request", "Malformed Request-URI")
            return False

    def read_request_headers(self) -> bool:
        """Read the headers, keeping back the wish to be told to continue."""
        self.header_reader = self._read_headers
        return bool(super().read_request_headers())  # type: ignore[no-untyped-call]  # the server is not typed

    def _read_headers(self, rfile: Any, headers: dict[bytes, bytes]) -> dict[bytes, bytes]:  # noqa: ANN401 - untyped
        HeaderReader()(rfile, headers)
        # In WSGI, a name with an underscore passes for the one with a hyphen.
        for name in [name for name in headers if b"_" in name]:
            del headers[name]
        self.waits = headers.pop(b"Expect", b"").lower() == b"100-continue"
        if b"Transfer-Encoding" in headers and b"Content-Length" in headers:
            raise ValueError("A body has a length or comes in chunks, not both.")
        return headers

    def respond(self) -> None:
        """Let the application answer."""
        if self.chunked_read:
            self.rfile = ChunkedBody(self.conn.rfile)
        else:
            self.rfile = KnownLengthRFile(self.conn.rfile, int(self.inheaders.get(b"Content-Length", 0)))
        self.server.gateway(self).respond()
        if self.ready:
            self.ensure_headers_sent()
        if self.chunked_write:
            self.conn.wfile.write(b"0\r\n\r\n")

    def call_for_body(self) -> None:
        """Tell a caller who waits for it to send the body."""
        if self.waits:
            self.waits = False
            self.conn.wfile.write(_CONTINUE)
            self.conn.wfile.flush()

    @property
    def unread(self) -> int:
        """Bytes of the body that were not read; more than can be told if it comes in chunks."""
        if isinstance(self.rfile, ChunkedBody):
            return 0 if self.rfile.ended else _SMALL + 1
        return int(self.rfile.remaining)


class BodyOnCall:
    """The body as the application sees it."""

    def __init__(self, request: PatientRequest) -> None:
        self._request = request

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, all that is left if it is negative."""
        self._request.call_for_body()
        data: bytes = self._request.rfile.read(size if size >= 0 else None)
        return data

    def readline(self, size: int = -1) -> bytes:
        """One line; the standard of WSGI asks for it."""
        self._request.call_for_body()
        data: bytes = self._request.rfile.readline(size if size >= 0 else None)
        return data


class FairGateway(Gateway_10):
    """The application's view of a request."""

    req: PatientRequest

    def get_environ(self) -> dict[str, Any]:  # type: ignore[override]  # its stub is wrong
        """The environment with a body that is called for."""
        environ: dict[str, Any] = super().get_environ()  # type: ignore[no-untyped-call]  # the server is not typed
        environ["wsgi.input"] = BodyOnCall(self.req)
        return environ

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:  # noqa: ANN401 - WSGI's signature
        """Begin the answer; if much of the body is left, it is the connection's last."""
        write = super().start_response(status, headers, exc_info)
        if self.req.waits or self.req.unread > _SMALL:
            self.req.close_connection = True
            self.req.conn.lingers = self.req.unread > 0
        return write


class LingeringConnection(HTTPConnection):
    """A connection that gives its caller time to read a refusal while it is still sending."""

    RequestHandlerClass = PatientRequest
    lingers = False

    def close(self) -> None:
        """Close, having thrown away what still came in."""
        if self.lingers:
            self._drain()
        super().close()

    def _drain(self) -> None:
        end = time.monotonic() + _LINGER_SECONDS
        try:
            self.wfile.flush()
            self.socket.shutdown(socket.SHUT_WR)
            self.socket.settimeout(_SILENCE_SECONDS)
            while time.monotonic() < end and self.socket.recv(_SMALL):
                pass
        except OSError:
            return  # the caller has gone
