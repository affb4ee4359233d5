"""An API process: answers requests on the socket that it shares with the others."""

import socket
import threading
from pathlib import Path

from sqlalchemy import URL

from shrutik_bootstrap.api_installation import open_api
from shrutik_bootstrap.settings import Settings
from shrutik_cli.serving.signals import until_signalled
from shrutik_http.app import create_app
from shrutik_http.front.shares import Share
from shrutik_http.options import limits_of, options_of
from shrutik_http.server import make_server


def serve_api(settings: Settings, folder: Path, url: str | URL, listening: socket.socket, share: Share) -> None:
    """Answer until a signal to end comes; requests under way get time to finish.

    Args:
        settings: the installation's.
        folder: the data folder, absolute.
        url: where the database answers.
        listening: bound, and shared.
        share: of this process in the connections.
    """
    with until_signalled() as stopping, open_api(settings, folder, url) as installation:
        app = create_app(installation.platform, options_of(settings))
        server = make_server(app, listening, limits=limits_of(settings), share=share)
        answering = threading.Thread(target=server.serve, name="http")
        answering.start()
        try:
            stopping.wait()
        finally:
            server.stop()
            answering.join()
