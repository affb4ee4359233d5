"""A server of files over a real socket that knows `Range`, as object stores do; it counts what it is asked."""

import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


def _handler(folder, asked, ranges):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked.append((self.path, self.headers["Range"], self.headers["Authorization"]))
            path = folder / self.path.lstrip("/")
            if not path.is_file():
                self.send_error(500 if "broken" in self.path else 404)
                return
            data, status = path.read_bytes(), 200
            found = _RANGE.fullmatch(self.headers["Range"] or "")
            if found and ranges:
                data, status = data[int(found[1]) : int(found[2]) + 1], 206
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments):
            """Nobody reads it."""

    return Handler


@contextmanager
def ranged(folder, *, ranges=True):
    """Its address, and the list of what it was asked: path, range and authorization."""
    asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder, asked, ranges))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(20)
