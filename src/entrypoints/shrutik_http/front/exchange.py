"""One request and its answer: when the application is asked, and how it ends if the caller goes on or away."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

_SMALL = 64 * 1024
_NOTHING_YET = {"type": "http.request", "body": b"", "more_body": True}
Event = Any
_LOG = logging.getLogger(__name__)


class CallerGone(ConnectionError):
    """The rest of an answer has no one who takes it."""


async def until_gone(app: Callable[..., Any], scope: Event, receive: Event, send: Event) -> None:
    """Let the application answer; it ends early if the caller goes away while an answer of many parts is sent."""
    try:
        await app(scope, receive, send)
    except CallerGone:
        _LOG.info("answer_cut_off", extra={"method": scope["method"]})


class PatientExchange:
    """Changes an exchange in two points.

    The application is asked before the first byte of the body is there, or is called for, and gets none of it until it
    asks again; and an answer that is given while much of the body is still to come is the connection's last.

    Args:
        exchange: the server's, not begun.
        unread: bytes of the body that are still to come, as far as the head told; more than `_SMALL` if it did not.
        close: ends the connection once the answer is written.
        over: whether the connection was ended meanwhile, so that nothing can be written.

    Attributes:
        cut: whether the caller sends no more, although the body is not whole.
    """

    def __init__(
        self,
        exchange: RequestResponseCycle,
        unread: Callable[[], int],
        close: Callable[[], None],
        over: Callable[[], bool],
    ) -> None:
        self._exchange, self._unread = exchange, unread
        self._receive, self._send = exchange.receive, exchange.send
        self._asked = self.cut = False
        exchange.receive = self.receive  # type: ignore[method-assign]
        exchange.send = self.send  # type: ignore[method-assign]
        self._way_out = WayOut(exchange.transport, close, over)
        exchange.transport = self._way_out  # type: ignore[assignment]  # all that it asks for

    def cut_off(self) -> None:
        """The caller sends no more, although the body is not whole; an answer can still be given."""
        self.cut = True
        self._exchange.message_event.set()

    async def receive(self) -> Event:
        """The next part of the body; the first time nothing, at once, unless all of it is there.

        Raises:
            ConnectionError: if the caller went away before the body was whole.
        """
        exchange = self._exchange
        first, self._asked = not self._asked, True
        if first and exchange.more_body and not exchange.disconnected:
            return _NOTHING_YET
        if not first:
            self._check()
        event = await self._receive()
        if not first and (self.cut or event["type"] == "http.disconnect"):
            return self._last_part(event)
        return event

    def _last_part(self, event: Event) -> Event:
        """What came before the caller went away: some bodies are kept as far as they came."""
        exchange = self._exchange
        body = event.get("body") or bytes(exchange.body)
        if not body or not exchange.more_body:
            self._check(gone=True)
            return event
        exchange.body.clear()
        return {**_NOTHING_YET, "body": body}

    def _check(self, *, gone: bool = False) -> None:
        """Refuse to wait for what will not come: the framework would take what came for the whole body.

        Of the first event, the framework sees to it itself.
        """
        if self._exchange.more_body and (gone or (self.cut and not self._exchange.body)):
            raise ConnectionError("the caller went away in mid-body")

    async def send(self, message: Event) -> None:
        """Send the head, or a part, of the answer.

        Raises:
            CallerGone: if the caller went away; more parts would be made for nothing.
        """
        exchange = self._exchange
        if exchange.disconnected and message.get("more_body"):
            raise CallerGone
        if not exchange.response_started and exchange.more_body:
            waits = exchange.waiting_for_100_continue
            exchange.keep_alive = exchange.keep_alive and not waits and self._unread() <= _SMALL
        if message["type"] == "http.response.start":
            self._way_out.keep_next()
            await self._send(message if exchange.keep_alive else _last(message))
        else:
            await self._send(message)
            self._way_out.flush()


def _last(message: Event) -> Event:
    """The head of an answer that is the last of its connection, which not every version of the server says."""
    headers = list(message.get("headers", ()))
    told = any(name.lower() == b"connection" for name, _ in headers)
    return message if told else {**message, "headers": [*headers, (b"connection", b"close")]}


class WayOut:
    """The transport of an exchange: a head and the body behind it leave as one, and its end is left to somebody else.

    Each call of the system lets other threads have the interpreter, and the loop has to wait until it gets it back.
    """

    def __init__(self, transport: asyncio.Transport, close: Callable[[], None], over: Callable[[], bool]) -> None:
        self._transport, self._close, self._over = transport, close, over
        self._keeps, self._kept = False, b""
        self.is_closing = transport.is_closing

    def keep_next(self) -> None:
        """Keep what is written next until something is written behind it."""
        self._keeps = True

    def write(self, data: bytes) -> None:
        """Write."""
        if self._keeps:
            self._keeps, self._kept = False, data
        elif self._kept and len(data) < _SMALL:
            self._write(self._kept + data)
            self._kept = b""
        else:
            self.flush()
            self._write(data)

    def _write(self, data: bytes) -> None:
        if not self._over():
            self._transport.write(data)

    def flush(self) -> None:
        """Write what was kept."""
        if self._kept:
            self._write(self._kept)
            self._kept = b""

    def close(self) -> None:
        """Let somebody else end the connection."""
        self.flush()
        self._close()
