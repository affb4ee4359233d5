"""A large body that threads read straight from its socket, past the loop and the parser."""

import asyncio
import socket
from collections.abc import Callable
from typing import Self

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

_BLOCK = 256 * 1024
# So much has to be there before a thread is asked to read it, or so many seconds must have gone by.
_WORTH_READING, _PATIENCE = 64 * 1024, 2.0
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class SocketBody:
    """`LentBody` of one connection, from which nobody else reads meanwhile.

    Args:
        exchange: whose body it is.
        wire: a descriptor of its own: the connection may be closed, and its number used again, while a thread reads.
        size: bytes that have come already, and are with the exchange.
        length: bytes of the whole body.
        done: called when the context ends.

    Attributes:
        size: bytes that have come.
        left: bytes that are still to come.
        wanted: whether it waits for the caller.
    """

    def __init__(
        self, exchange: RequestResponseCycle, wire: socket.socket, size: int, length: int, done: Callable[[], None]
    ) -> None:
        self._exchange, self._wire, self._done = exchange, wire, done
        self._wire.settimeout(0)
        self._first = bytes(exchange.body)
        exchange.body.clear()
        self.size, self.left, self.wanted = size, length - size, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._wire:
            self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
        self._done()

    @property
    def is_whole(self) -> bool:
        """See `LentBody.is_whole`."""
        return not self.left and not self._first

    def read(self) -> bytes:
        """See `LentBody.read`."""
        if self._first:
            first, self._first = self._first, b""
            return first
        if not self.left:
            return b""
        try:
            block = self._wire.recv(min(_BLOCK, self.left))
        except BlockingIOError:
            return b""
        if not block:
            raise _gone()
        self.size += len(block)
        self.left -= len(block)
        return block

    async def arrive(self) -> None:
        """See `LentBody.arrive`."""
        self._check()
        if self._exchange.waiting_for_100_continue:
            self._exchange.transport.write(_CONTINUE)
            self._exchange.waiting_for_100_continue = False
        await self._come()
        self._check()

    async def _come(self) -> None:
        loop, come = asyncio.get_running_loop(), self._exchange.message_event
        come.clear()
        self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, min(_WORTH_READING, self.left))
        loop.add_reader(self._wire, come.set)
        look = loop.call_later(_PATIENCE, come.set)
        self.wanted = True
        try:
            await come.wait()
        finally:
            self.wanted = False
            look.cancel()
            loop.remove_reader(self._wire)

    def _check(self) -> None:
        if self._exchange.disconnected:
            raise _gone()


def _gone() -> ConnectionError:
    return ConnectionError("the caller went away in mid-body")
