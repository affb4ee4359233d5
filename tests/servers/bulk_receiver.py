"""A receiver of Elasticsearch's bulk protocol: keeps what comes in memory, over TLS, and may be away for a while."""

import contextlib
import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import attrs

from servers.authority import Certificate
from servers.process import HOST


@attrs.define
class BulkReceiver:
    """Takes lines on a port of loopback.

    Attributes:
        port: where it listens.
        certificate: that it shows.
        taken: index and document of each line, in order of arrival.
        refusals: how many batches are still answered 503.
    """

    port: int
    certificate: Certificate
    taken: list[tuple[str, dict[str, Any]]] = attrs.field(factory=list)
    refusals: int = 0
    _lock: threading.Lock = attrs.field(factory=threading.Lock)

    def of(self, stream: str) -> list[dict[str, Any]]:
        """Documents of all days of a stream."""
        with self._lock:
            return [document for index, document in self.taken if index.rsplit("-", 3)[0] == stream]

    @contextlib.contextmanager
    def here(self) -> Iterator[None]:
        """It is there while this lasts."""
        server = ThreadingHTTPServer((HOST, self.port), self._handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate.chain, self.certificate.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def _take(self, body: bytes) -> dict[str, Any] | None:
        """What is answered to a batch; None if it is refused as a whole."""
        with self._lock:
            if self.refusals:
                self.refusals -= 1
                return None
            lines = [json.loads(line) for line in body.splitlines() if line.strip()]
            found = [(action["index"]["_index"], line) for action, line in zip(lines[::2], lines[1::2], strict=True)]
            self.taken += found
        return {"took": 1, "errors": False, "items": [{"index": {"_index": i, "status": 201}} for i, _ in found]}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Answer(BaseHTTPRequestHandler):
            """Knows two requests."""

            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._say(200, {"status": "green"})

            def do_POST(self) -> None:
                said = receiver._take(self.rfile.read(int(self.headers["Content-Length"])))
                self._say(503 if said is None else 200, said or {"error": "busy"})

            def _say(self, status: int, said: dict[str, Any]) -> None:
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Answer
