"""The server of ``shrutik serve``: threads in this process, bodies streamed both ways."""

import logging
import socket
import sys
from typing import Any

from cheroot.wsgi import Server
from falcon import App

from shrutik_http.connection import FairGateway, LingeringConnection
from shrutik_http.listening import address_of

THREADS = 16
_BACKLOG = 128
_SECONDS_OF_SILENCE = 30
_SECONDS_TO_FINISH = 10
_LARGEST_HEADERS = 64 * 1024
_LOG = logging.getLogger(__name__)


class _Listener(Server):
    """The threaded server, on a socket that listens already and logging where everything is logged."""

    ConnectionClass = LingeringConnection
    listening: socket.socket

    def bind(self, family: Any, type: Any, proto: int = 0) -> Any:  # noqa: A002, ANN401, ARG002 - the server's signature
        """Take the socket that listens already."""
        self.socket = self.listening
        self.bind_addr = self.listening.getsockname()[:2]
        return self.listening

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
        return address_of(self._listener.listening)

    def serve(self) -> None:
        """Answer until another thread, or a signal handler, calls `stop`."""
        self._listener.serve()

    def stop(self) -> None:
        """Take no more requests, let those under way finish for up to ten seconds, and close; again: nothing."""
        self._listener.stop()


def make_server(app: App[Any, Any], listening: socket.socket, threads: int = THREADS) -> HttpServer:
    """A server on a socket that listens, which it may share with other processes.

    Args:
        app: what answers.
        listening: from `listen`.
        threads: requests at once.
    """
    listener = _Listener(
        listening.getsockname()[:2],
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
    listener.listening = listening
    listener.prepare()
    # Another process may have taken the connection that both were told of.
    listening.settimeout(0)
    return HttpServer(listener)
