"""An API process: answers requests on the socket that it shares with the others."""

import logging
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from sqlalchemy import URL

from shrutik_bootstrap.api_installation import open_api
from shrutik_bootstrap.logs import tell_as
from shrutik_bootstrap.process_metrics import machine_metrics
from shrutik_bootstrap.settings import Settings
from shrutik_cli.serving.signals import until_signalled
from shrutik_http.app import create_app
from shrutik_http.draining import Draining
from shrutik_http.front.handshakes import tls_context
from shrutik_http.front.shares import Share
from shrutik_http.options import limits_of, options_of
from shrutik_http.server import make_server

if TYPE_CHECKING:  # what makes certificates is imported by the parent alone, and only if it makes one
    from shrutik_bootstrap.own_tls import OwnTls

# Until the parent has closed the port: nobody waits at a door behind which nobody is left.
_LAST_CONNECTIONS = 0.2
_LOG = logging.getLogger(__name__)


def serve_api(
    settings: Settings, folder: Path, url: str | URL, listening: socket.socket, share: Share, tls: "OwnTls | None"
) -> None:
    """Answer until a signal to end comes; requests under way get time to finish.

    Args:
        settings: the installation's.
        folder: the data folder, absolute.
        url: where the database answers.
        listening: bound, and shared.
        share: of this process in the connections.
        tls: the installation's own; None to speak plain HTTP.
    """
    tell_as("api")
    _LOG.info("process_began", extra={"release": settings.release_id})
    options = options_of(settings)
    if tls is not None:
        options = attrs.evolve(options, authority=tls.authority, secure_cookies=True)
    with until_signalled() as stopping, open_api(settings, folder, url, machine_metrics(folder)) as installation:
        draining = Draining()
        app = create_app(installation.platform, options, draining)
        # Each process reads the key by itself, so that those that answer nobody never hold it.
        context = None if tls is None else tls_context(tls.file)
        server = make_server(
            app, listening, limits=limits_of(settings), share=share, tls=context, release=settings.release_id
        )
        answering = threading.Thread(target=server.serve, name="http")
        answering.start()
        try:
            stopping.wait()
            draining.begin()
            time.sleep(settings.drain_seconds + _LAST_CONNECTIONS)
        finally:
            server.stop()
            answering.join()
    _LOG.info("process_ended")
