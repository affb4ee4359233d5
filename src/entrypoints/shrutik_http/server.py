"""The server of one process: a loop that reads and writes, on a socket that others may share."""

import asyncio
import logging
import resource
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import attrs
import uvicorn
from falcon.asgi import App

from shrutik_core import __version__
from shrutik_http.front.door import Door
from shrutik_http.front.entrance import Entrance
from shrutik_http.front.handshakes import Handshakes
from shrutik_http.front.limits import FrontLimits
from shrutik_http.front.protocol import PatientProtocol
from shrutik_http.front.shares import Share, Shares
from shrutik_http.listening import address_of

RELEASE_HEADER = "Shrutik-Release"
"""Of every answer, refusals of the front among them: which release gave it."""
_SECONDS_TO_FINISH = 10
_KEPT_FILES = 256
"""Files that a process has open besides connections."""


def _always() -> bool:
    """If only `stop` ends the server."""
    return True


class _Server(uvicorn.Server):
    """The server, whose signals are somebody else's."""

    goes_on: Callable[[], bool] = staticmethod(_always)
    share: Share
    handshakes: Handshakes | None
    entrance: Entrance

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take connections, in place of the loop's own way, which knows of no other process."""
        make: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        protocol = partial(
            make,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        self.entrance = Entrance(asyncio.get_running_loop(), sockets or (), protocol, self.share, self.handshakes)
        self.entrance.open()
        self.servers, self.started = [], True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, and end."""
        self.entrance.close()
        await super().shutdown(sockets)

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether it is over."""
        return await super().on_tick(counter) or not self.goes_on()


class HttpServer:
    """A server that answers while `serve` runs."""

    def __init__(self, server: _Server, listening: Sequence[socket.socket]) -> None:
        self._server, self._listening = server, list(listening)
        self._url = address_of(listening[0], encrypted=server.handshakes is not None)
        self._port = int(listening[0].getsockname()[1])

    @property
    def port(self) -> int:
        """The port that it listens on, also if any was wished."""
        return self._port

    @property
    def url(self) -> str:
        """Its address, as a person on this machine would open it."""
        return self._url

    def serve(self) -> None:
        """Answer until another thread, or a signal handler, calls `stop`."""
        asyncio.run(self._server.serve(self._listening))

    def stop(self) -> None:
        """Take no more requests, let those under way finish for up to ten seconds, and close; again: nothing."""
        self._server.should_exit = True


def make_server(
    app: App[Any, Any],
    *listening: socket.socket,
    limits: FrontLimits | None = None,
    goes_on: Callable[[], bool] = _always,
    share: Share | None = None,
    tls: ssl.SSLContext | None = None,
    most_requests: int | None = None,
    release: str = __version__,
) -> HttpServer:
    """A server on sockets that listen, which it may share with other processes.

    Args:
        app: what answers.
        listening: from `listen`, one at least; the server closes them.
        limits: on what callers may take; None for the defaults.
        goes_on: asked ten times a second; False ends the server as `stop` does.
        share: of this process in the connections; None if the sockets are its own.
        tls: from `tls_context`, to speak TLS; None to do without.
        most_requests: after which the server ends by itself; None for any number.
        release: that every answer names.
    """
    share = share or Shares().of(0)
    door = _door(limits or FrontLimits(), share)
    server = _Server(uvicorn.Config(app, limit_max_requests=most_requests, **_options(door, release)))
    server.goes_on, server.share = goes_on, share
    server.handshakes = None if tls is None else Handshakes(tls, door, share)
    return HttpServer(server, listening)


def _door(limits: FrontLimits, share: Share) -> Door:
    return Door(attrs.evolve(limits, connections=min(limits.connections, _most_connections())), share)


def _options(door: Door, release: str) -> dict[str, Any]:
    # What it says of callers' mistakes belongs to them, and they are told.
    for name in ("uvicorn.error", "python_multipart"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return {
        "http": partial(PatientProtocol, door=door),
        "ws": "none",
        "loop": "asyncio",
        "lifespan": "off",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "headers": [("Server", "shrutik"), (RELEASE_HEADER, release)],
        "proxy_headers": False,
        "timeout_keep_alive": door.limits.idle_seconds,
        "timeout_graceful_shutdown": _SECONDS_TO_FINISH,
    }


def _most_connections() -> int:
    """As many as this process may have files, which is raised as far as it can be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return max(_KEPT_FILES, hard - _KEPT_FILES)
