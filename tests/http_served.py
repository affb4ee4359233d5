"""A server over a real socket, in a thread of the test's process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shrutik_http.listening import listen
from shrutik_http.server import HttpServer, make_server


@contextmanager
def served(app: Any, **options: Any) -> Iterator[HttpServer]:
    """A server around an application; it must end when it is told to."""
    server = make_server(app, listen("127.0.0.1", 0), **options)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(20)
        assert not thread.is_alive()
