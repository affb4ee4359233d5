"""A program that is told of events: verifies what it is sent, keeps it, and answers as it is told to."""

import base64
import hashlib
import hmac
import http.server
import json
import threading

import attrs


@attrs.define
class HookProgram:
    """Listens on a free port of this machine.

    Attributes:
        secret: by which it verifies; empty until it is known.
        status: that it answers with.
        messages: type and data by message id.
        ids: of all messages, in order, also of those that came again.
    """

    secret: str = ""
    status: int = 204
    messages: dict = attrs.field(factory=dict)
    ids: list = attrs.field(factory=list)
    forged: int = 0
    _server: http.server.ThreadingHTTPServer = attrs.field(init=False)

    def __attrs_post_init__(self):
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                owner.take(self.headers, body)
                self.send_response(owner.status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    def take(self, headers, body):
        message, key = headers["webhook-id"], base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = b".".join([message.encode(), headers["webhook-timestamp"].encode(), body])
        expected = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        if expected not in headers["webhook-signature"].split():
            self.forged += 1
            return
        self.ids.append(message)
        told = json.loads(body)
        assert self.messages.setdefault(message, told) == told

    def of(self, type_):
        """Data of all messages of a type, each once."""
        return [told["data"] for told in list(self.messages.values()) if told["type"] == type_]

    def close(self):
        self._server.shutdown()
        self._server.server_close()
