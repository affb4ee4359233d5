"""One request and its answer: when the application is asked, and how it ends while the caller is still sending."""

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

_SMALL = 64 * 1024
_NOTHING_YET = {"type": "http.request", "body": b"", "more_body": True}
Event = Any


class PatientExchange:
    """Changes an exchange in two points.

    The application is asked before the first byte of the body is there, or is called for; and an answer that is given
    while much of the body is still to come is the connection's last.

    Args:
        exchange: the server's, not begun.
        unread: bytes of the body that are still to come, as far as the head told; more than `_SMALL` if it did not.
        close: ends the connection once the answer is written.

    Attributes:
        cut: whether the caller sends no more, although the body is not whole.
    """

    def __init__(self, exchange: RequestResponseCycle, unread: Callable[[], int], close: Callable[[], None]) -> None:
        self._exchange, self._unread = exchange, unread
        self._receive, self._send = exchange.receive, exchange.send
        self._asked = self.cut = False
        exchange.receive = self.receive  # type: ignore[method-assign]
        exchange.send = self.send  # type: ignore[method-assign]
        exchange.transport = _Closing(exchange.transport, close)  # type: ignore[assignment]  # all that it asks for

    def cut_off(self) -> None:
        """The caller sends no more, although the body is not whole; an answer can still be given."""
        self.cut = True
        self._exchange.message_event.set()

    async def receive(self) -> Event:
        """The next part of the body; the first time at once, even if nothing of it is there.

        Raises:
            ConnectionError: if the caller went away before the body was whole.
        """
        exchange = self._exchange
        if not self._asked:
            self._asked = True
            if exchange.more_body and not exchange.body and not exchange.disconnected:
                return _NOTHING_YET
        event = await self._receive()
        if exchange.more_body and (self.cut or event["type"] == "http.disconnect"):
            # The framework would take what came for the whole body.
            raise ConnectionError("the caller went away in mid-body")
        return event

    async def send(self, message: Event) -> None:
        """Send the head, or a part, of the answer."""
        exchange = self._exchange
        if not exchange.response_started and exchange.more_body:
            waits = exchange.waiting_for_100_continue
            exchange.keep_alive = exchange.keep_alive and not waits and self._unread() <= _SMALL
        await self._send(message)


class _Closing:
    """A transport whose end is left to somebody else."""

    def __init__(self, transport: asyncio.Transport, close: Callable[[], None]) -> None:
        self._transport = transport
        self.close = close
        self.write = transport.write
        self.is_closing = transport.is_closing
