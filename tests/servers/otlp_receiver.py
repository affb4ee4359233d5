"""A receiver of OTLP over HTTP on loopback: keeps the spans that come."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from servers.process import HOST


@contextlib.contextmanager
def otlp_receiver() -> Iterator[tuple[str, list[Any]]]:
    """Its address, and the spans that came, as they grow."""
    spans: list[Any] = []

    class Receiver(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/traces":
                asked = ExportTraceServiceRequest.FromString(body)
                spans.extend(one for of in asked.resource_spans for part in of.scope_spans for one in part.spans)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}", spans
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
