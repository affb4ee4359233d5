"""The server of ``shrutik serve``: threads in this process, bodies streamed both ways."""

import errno
import logging
import sys
from typing import Any

from cheroot.wsgi import Server
from falcon import App

from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_http.connection import FairGateway, LingeringConnection

THREADS = 16
_BACKLOG = 128
_SECONDS_OF_SILENCE = 30
_SECONDS_TO_FINISH = 10
_LARGEST_HEADERS = 64 * 1024
_LOG = logging.getLogger(__name__)


class _Listener(Server):
    """The threaded server, telling why it could not listen and logging where everything is logged."""

    ConnectionClass = LingeringConnection
    bind_error: OSError | None = None

    def bind(self, family: Any, type: Any, proto: int = 0) -> Any:  # noqa: A002, ANN401 - the server's signature
        """Listen, keeping the reason if that fails."""
        try:
            return super().bind(family, type, proto)
        except OSError as error:
            self.bind_error = error
            raise

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:  # noqa: FBT001, FBT002 - the server's signature
        """Log."""
        _LOG.log(level, "%s", msg, exc_info=sys.exc_info() if traceback else None)


class HttpServer:
    """A server that listens from its making on, and answers while `serve` runs."""

    def __init__(self, listener: _Listener) -> None:
        self._listener = listener

    @property
    def port(self) -> int:
        """The port that it listens on, also if any was wished."""
        return int(self._listener.bind_addr[1])

    @property
    def url(self) -> str:
        """Its address, as a person on this machine would open it."""
        host = str(self._listener.bind_addr[0])
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - shown, not bound
        return f"http://{shown}:{self.port}"

    def serve(self) -> None:
        """Answer until another thread, or a signal handler, calls `stop`."""
        self._listener.serve()

    def stop(self) -> None:
        """Take no more requests, let those under way finish for up to ten seconds, and close; again: nothing."""
        self._listener.stop()


def make_server(app: App[Any, Any], host: str, port: int, threads: int = THREADS) -> HttpServer:
    """A server that listens.

    Args:
        app: what answers.
        host: name or address to listen on.
        port: 0 for any that is free.
        threads: requests at once.

    Raises:
        Conflict: ``port_in_use``.
        Unavailable: ``address_unavailable`` if the address is not this machine's, or may not be used.
    """
    listener = _Listener(
        (host, port),
        app,
        numthreads=threads,
        max=threads,
        server_name="shrutik",
        request_queue_size=_BACKLOG,
        timeout=_SECONDS_OF_SILENCE,
        shutdown_timeout=_SECONDS_TO_FINISH,
    )
    listener.gateway = FairGateway
    listener.max_request_header_size = _LARGEST_HEADERS
    try:
        listener.prepare()
    except OSError as error:
        cause = listener.bind_error or error
        if cause.errno == errno.EADDRINUSE:
            detail = f"Port {port} is taken by another program; choose another with --port, or 0 for any free one."
            raise Conflict("port_in_use", detail) from error
        raise Unavailable("address_unavailable", f"Cannot listen on {host}:{port}: {cause.strerror}.") from error
    return HttpServer(listener)
