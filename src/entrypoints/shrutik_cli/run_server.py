"""Serving an installation: API and background work in this process, until a signal ends it."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shrutik_bootstrap.installation import Installation
from shrutik_bootstrap.settings import Settings
from shrutik_core.shared.errors import Conflict
from shrutik_http.app import create_app
from shrutik_http.options import options_of
from shrutik_http.server import make_server
from shrutik_worker.workers import Workers

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def until_signalled() -> Iterator[threading.Event]:
    """An event that a signal to end sets; the signals' former handlers come back at the end."""
    stopping = threading.Event()
    former = {number: signal.signal(number, lambda *_: stopping.set()) for number in _SIGNALS}
    try:
        yield stopping
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def check_port(settings: Settings) -> None:
    """Look whether the port can be had, before anything that takes longer is begun.

    Raises:
        Conflict: ``port_in_use``.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            detail = f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}); name another --port."
            raise Conflict("port_in_use", detail) from error


def run_server(installation: Installation, stopping: threading.Event, ready: Callable[[str], None]) -> None:
    """Serve until ``stopping`` is set; requests and jobs under way get time to finish.

    Args:
        installation: owned by this process.
        stopping: ends the serving.
        ready: called with the address once requests are taken.

    Raises:
        Conflict: ``port_in_use``.
    """
    settings = installation.settings
    app = create_app(installation.platform, options_of(settings))
    server = make_server(app, settings.host, settings.port, settings.http_threads)
    answering = threading.Thread(target=server.serve, name="http")
    try:
        with Workers(installation.platform, installation.broker, installation.job_listener, settings.worker_threads):
            answering.start()
            ready(server.url)
            stopping.wait()
            server.stop()
    finally:
        server.stop()
        if answering.ident is not None:
            answering.join()
