"""One connection: the server's own protocol, with limits on what a caller may take of time, memory and room."""

import asyncio
import logging
import sys
from functools import partial
from typing import Any

from shrutik_http.front.alarm import Alarm
from shrutik_http.front.door import Door
from shrutik_http.front.exchange import PatientExchange, until_gone
from shrutik_http.front.head import SPOKEN, Head, too_large, unreadable
from shrutik_http.front.lending import LendingProtocol
from shrutik_http.front.pace import LOOK_SECONDS, Pace
from shrutik_http.front.refusal import Refusal

# How long a body may still come when the server ends; it waits a little longer for answers.
_SECONDS_TO_SEND = 8.0
_PREFACE = b"PRI * HTTP/2"
# Requests that may wait behind the one that is being answered; each takes some kilobytes.
_MOST_PIPELINED = 16
_LOG = logging.getLogger("shrutik_http.access")


class PatientProtocol(LendingProtocol):
    """A connection; nothing of it costs a thread.

    Args:
        door: counts the connections of this process.
        server: what the server gives each protocol.
    """

    def __init__(self, *, door: Door, **server: Any) -> None:  # noqa: ANN401 - the server's own
        super().__init__(**server)
        self.app = partial(until_gone, self.app)
        self._door, self._limits, self._probes_only = door, door.limits, False
        self._stalled = Alarm(self.loop)
        self._in_head, self._head_size = False, 0
        self._exchange: PatientExchange
        self._pace = Pace(self._limits, 0.0)
        self._last = False  # whether nothing is read after the present request

    # What the door sees.

    @property
    def address(self) -> str:
        """See `Guest.address`."""
        return self.client[0] if self.client else ""

    @property
    def idle(self) -> bool:
        """See `Guest.idle`."""
        return self.cycle is None or self.cycle.response_complete

    def leave(self) -> None:
        """See `Guest.leave`."""
        self.transport.abort()

    # What the transport tells.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; the time for the first head runs from now on."""
        super().connection_made(transport)
        self._probes_only = not self._door.enter(self)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self.alarm.close()
        self._stalled.close()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)
        self._door.exit(self)

    def data_received(self, data: bytes) -> None:
        """Read on, or throw away what comes after a refusal."""
        if self.is_over():
            self.linger_on()
            return
        if self._in_head or self.idle:
            self._head_size += len(data)
            if not self.alarm.is_set:
                self._expect_head()
        if data.startswith(_PREFACE) and self.idle:
            self._refuse(Refusal(505, SPOKEN))
            return
        super().data_received(data)
        if self._in_head and self._head_size > self._limits.head_bytes and not self.is_over():
            self._refuse(too_large(self._limits.head_bytes))

    def eof_received(self) -> bool:  # type: ignore[override]  # the server's says None
        """A caller who sends no more still gets the answer to what is whole; whether the connection stays for that.

        Over TLS it does not: the end of one side is that of both.
        """
        if self.idle or self.is_over():
            return False
        if self.cycle.more_body:
            self.alarm.unset()
            self._exchange.cut_off()
        self.cycle.keep_alive = False
        return not self.is_encrypted

    def pause_writing(self) -> None:
        """Wait for the caller to take what was sent, but not for ever."""
        super().pause_writing()
        self._stalled.set(self._limits.stalled_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        self._stalled.unset()

    def shutdown(self) -> None:
        """The server ends: what is whole is answered, but a body must come soon."""
        super().shutdown()
        if not self.idle and self.cycle.more_body:
            ending = Refusal(503, "The server is shutting down; send this again in a moment.")
            self.alarm.set(_SECONDS_TO_SEND, partial(self._refuse, ending))

    # What the parser finds; a refusal that is raised here ends in `send_400_response`.

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self._in_head, self.head = True, Head(self._limits.head_bytes)
        if not self.alarm.is_set:
            self._expect_head()

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        super().on_url(url)
        if len(self.url) > self._limits.head_bytes // 4:
            raise Refusal(414, f"An address may be at most {self._limits.head_bytes // 4096} kB.")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        if b"_" in name:
            return  # behind some proxies, and in WSGI, it passes for the one with a hyphen
        self.head.take(name, value)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Let the application answer."""
        self.head.check(self.parser.get_http_version())
        self._check_room()
        self._in_head, self._head_size = False, 0
        self.alarm.unset()
        earlier = self.cycle
        super().on_headers_complete()
        if self.cycle is not earlier:
            self._exchange = PatientExchange(self.cycle, lambda: self.body_unread, self._close, self.is_over)
            if self.parser.should_upgrade():
                self._last, self.cycle.keep_alive = True, False  # what comes next cannot be told from another protocol
        self.cycle.waiting_for_100_continue &= self.head.has_body
        if self.head.has_body:
            self._pace = Pace(self._limits, self.loop.time())
            self.alarm.set(LOOK_SECONDS, self._look)

    def on_message_complete(self) -> None:
        """The body is whole."""
        self.alarm.unset()
        self._head_size = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._door.back(self)
        if not self.is_over():
            super().on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the server's signature
        """Answer what the parser could not read, or what was refused while it read."""
        raised = sys.exception()
        found = raised and raised.__context__
        self._refuse(found if isinstance(found, Refusal) else unreadable(self.parser.get_http_version()))

    # What is decided here.

    def _check_room(self) -> None:
        if self._probes_only and self.url.partition(b"?")[0].decode("latin-1") not in self._limits.probes:
            raise Refusal(503, "There are too many connections; try again in a moment.")
        if len(self.pipeline) >= _MOST_PIPELINED:
            raise Refusal(400, f"At most {_MOST_PIPELINED} requests may wait on one connection.")

    def _refuse(self, refusal: Refusal) -> None:
        """Answer by ourselves and end the connection; an answer that is under way is let finish."""
        if self.is_over():
            return
        under_way = None if self.idle else self.cycle
        if under_way is not None and (under_way.response_started or not under_way.more_body):
            self._last, under_way.keep_alive = True, False
            self.flow.pause_reading()
            return
        _LOG.info(
            "front_refused",
            extra={"status": refusal.status, "detail": refusal.detail, "request_id": refusal.request_id},
        )
        self.transport.write(refusal.answer(self.server_state.default_headers))
        if under_way is not None:
            under_way.disconnected = True
            under_way.message_event.set()
        self.linger()

    def _close(self) -> None:
        """End the connection when the answer is on its way."""
        still = self.cycle.more_body and not self.cycle.waiting_for_100_continue and not self._exchange.cut
        if still or self._last:
            self.linger()
        else:
            self.transport.close()

    def _expect_head(self) -> None:
        self.alarm.set(self._limits.head_seconds, self._head_late)

    def _head_late(self) -> None:
        if self._in_head:
            self._refuse(Refusal(408, f"A request's head must arrive within {self._limits.head_seconds:g} seconds."))
        else:
            self.hang_up()

    def _look(self) -> None:
        """Whether the body comes fast enough."""
        if self._pace.is_too_slow(self.loop.time(), self.body_size, wanted=self.body_wanted):
            self._refuse(Refusal(408, "The body arrived too slowly; send it again."))
        else:
            self.alarm.set(LOOK_SECONDS, self._look)
