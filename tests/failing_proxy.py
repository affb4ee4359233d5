"""A proxy before an HTTP server that answers 500, or cuts bodies off, when a test says so."""

import http.client
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class FailingProxy:
    """Passes on what comes, unless it fails.

    Attributes:
        failing: whether it answers 500 to all.
        cut: bytes after which the next answer's body ends, once; None for none.
        port: that it listens on.
    """

    def __init__(self, port):
        self.failing, self.cut, self.failed = False, None, 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(port))
        self.port = self._server.server_address[1]

    @contextmanager
    def running(self):
        thread = Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def _handler(proxy, port):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if proxy.failing:
                    proxy.failed += 1
                    self.send_response(500)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                there = http.client.HTTPConnection("127.0.0.1", port)
                there.request(self.command, self.path, body, dict(self.headers))
                answer = there.getresponse()
                data, cut = answer.read(), proxy.cut if self.command == "GET" else None
                there.close()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                        self.send_header(name, value)
                length = answer.getheader("Content-Length") if self.command == "HEAD" else len(data)
                self.send_header("Content-Length", str(length or 0))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data[:cut])
                if cut is not None:
                    proxy.cut, self.close_connection = None, True

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_one  # noqa: N815 - the server's names

            def log_message(self, *_):
                pass

        return Handler
