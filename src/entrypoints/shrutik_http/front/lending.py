"""How a large body leaves the loop: the connection lends its socket, and goes on behind the body's end."""

from functools import partial
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from shrutik_http.front.head import UNKNOWN_LENGTH, Head
from shrutik_http.front.lingering import LingeringProtocol
from shrutik_http.front.socket_body import SocketBody
from shrutik_http.lent_body import EXTENSION

# A smaller body costs the loop less than the steps into threads and back would.
LEAST = 256 * 1024


class LendingProtocol(LingeringProtocol):
    """A connection that counts the present body, and lends its socket to whoever reads a large one.

    Attributes:
        head: of the request that was read last.
    """

    def __init__(self, **server: Any) -> None:  # noqa: ANN401 - the server's own
        super().__init__(**server)
        self.head = Head()
        self._parsed = 0
        self._lent: SocketBody | None = None

    @property
    def body_size(self) -> int:
        """Bytes of the present body that have come."""
        return self._parsed if self._lent is None else self._lent.size

    @property
    def body_wanted(self) -> bool:
        """Whether the present body is waited for, and not the other way round."""
        reads = self._lent.wanted if self._lent is not None else not self.flow.read_paused
        return reads and not self.cycle.waiting_for_100_continue

    @property
    def body_unread(self) -> int:
        """Bytes of it that the parser still waits for; `UNKNOWN_LENGTH` if it comes in chunks or was lent."""
        return self.head.unread(self._parsed) if self._lent is None else UNKNOWN_LENGTH

    def on_headers_complete(self) -> None:
        """Let the application answer, which may borrow the socket."""
        self._parsed, self._lent = 0, None
        super().on_headers_complete()
        # Behind TLS the socket's bytes are not the body's; behind a wish to speak otherwise nobody knows what comes.
        if (self.head.length or 0) >= LEAST and not self.is_encrypted and not self.parser.should_upgrade():
            self.scope["extensions"] = {EXTENSION: {"lend": partial(self._lend, self.cycle)}}

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._parsed += len(body)
        super().on_body(body)

    def _lend(self, exchange: RequestResponseCycle) -> SocketBody | None:
        """See `EXTENSION`."""
        if self.is_over() or exchange is not self.cycle or exchange.disconnected or not exchange.more_body:
            return None
        try:
            wire = self.transport.get_extra_info("socket").dup()
        except OSError:  # this process has as many files open as it may
            return None
        self.flow.pause_reading()
        self._lent = SocketBody(exchange, wire, self._parsed, self.head.unread(0), self._returned)
        return self._lent

    def _returned(self) -> None:
        """Go on behind a body that is whole; another one is the connection's last."""
        if self._lent is not None and not self._lent.left and not self.cycle.disconnected:
            self._parsed, self._lent = self._lent.size, None
            self.parser = httptools.HttpRequestParser(self)
            self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as the server's own
            self.on_message_complete()
