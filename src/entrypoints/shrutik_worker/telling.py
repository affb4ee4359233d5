"""What a process without an API tells Prometheus, on a port of its own."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from shrutik_bootstrap.settings import Settings
from shrutik_core import __version__
from shrutik_core.metrics.catalogue import BUILD
from shrutik_core.metrics.metric import GaugeReading
from shrutik_core.ports.metrics import Metrics
from shrutik_core.shared.errors import Unavailable, declare

declare(Unavailable, "metrics_port_unavailable", "The port for figures cannot be opened.")
_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@contextmanager
def telling(metrics: Metrics, settings: Settings) -> Iterator[None]:
    """Tell what these metrics counted at ``/metrics`` while it lasts; nothing if the settings name no port.

    Raises:
        Unavailable: ``metrics_port_unavailable``.
    """
    if settings.metrics_port is None:
        yield
        return
    server = _listening(metrics, settings)
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _listening(metrics: Metrics, settings: Settings) -> ThreadingHTTPServer:
    host, port, token = settings.host, settings.metrics_port or 0, settings.metrics_token
    build = GaugeReading(BUILD, (__version__, settings.release_id), 1.0)

    class Answer(BaseHTTPRequestHandler):
        """Knows one path."""

        def do_GET(self) -> None:
            """Tell the figures."""
            known = self.path.partition("?")[0] == "/metrics"
            shown = (self.headers["Authorization"] or "").removeprefix("Bearer ")
            fine = not token or secrets.compare_digest(shown.encode(), token.encode())
            body = metrics.exposition((build,)) if known and fine else b""
            self.send_response(200 if known and fine else 403 if known else 404)
            self.send_header("Content-Type", _MEDIA_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    try:
        return ThreadingHTTPServer((host, port), Answer)
    except OSError as error:
        told = f"The port {port} for figures cannot be opened on {host}: {error.strerror}."
        detail = f"{told} Set another SHRUTIK_METRICS_PORT."
        raise Unavailable("metrics_port_unavailable", detail) from error
