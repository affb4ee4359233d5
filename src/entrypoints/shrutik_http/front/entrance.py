"""The entrance: takes connections from sockets that processes share, so that each gets its share of them."""

import asyncio
import errno
import logging
import socket
from collections.abc import Callable, Sequence

from shrutik_http.front.handshakes import Handshakes
from shrutik_http.front.shares import Share

PATIENCE = 0.001
"""Seconds for which a process that has more connections than another leaves a new one to that."""
_PART = 8
_PAUSE = 1.0
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_LOG = logging.getLogger(__name__)


class Entrance:
    """Takes connections while it is open; belongs to one loop.

    All processes are told of a connection, and the one that is quickest takes it: without more, that would be the one
    that has nothing to do, or the same one for all of a small crowd. So one that has more than another waits a moment.

    Args:
        loop: that reads them.
        listening: sockets that listen.
        welcome: makes the protocol of a connection.
        share: counts each connection from its acceptance on; whoever ends one says so.
        handshakes: what comes before the protocol has a connection; None if it has it at once.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        listening: Sequence[socket.socket],
        welcome: Callable[[], asyncio.Protocol],
        share: Share,
        handshakes: Handshakes | None = None,
    ) -> None:
        self._loop, self._listening, self._welcome, self._share = loop, tuple(listening), welcome, share
        self._handshakes = handshakes
        self._open = False
        self._entering: set[asyncio.Task[object]] = set()

    def open(self) -> None:
        """Take connections."""
        self._open = True
        self._share.open()
        for one in self._listening:
            one.settimeout(0)
            self._watch(one)

    def close(self) -> None:
        """Take no more."""
        self._open = False
        self._share.close()
        for one in self._listening:
            self._loop.remove_reader(one)

    def _watch(self, listening: socket.socket) -> None:
        if self._open:
            self._loop.add_reader(listening, self._knocked, listening)

    def _knocked(self, listening: socket.socket) -> None:
        if self._share.is_least:
            self._take(listening)
        else:
            self._wait(listening, PATIENCE)

    def _wait(self, listening: socket.socket, seconds: float) -> None:
        self._loop.remove_reader(listening)
        self._loop.call_later(seconds, self._go_on, listening)

    def _go_on(self, listening: socket.socket) -> None:
        # Nobody else took what still waits. A few more than there are already are let in at once, so that a crowd need
        # not wait for processes that are busy.
        self._watch(listening)
        most, taken = 1 + self._share.connections // _PART, 0
        while self._open and taken < most and self._take(listening):
            taken += 1

    def _take(self, listening: socket.socket) -> bool:
        """Take one connection; whether there was one."""
        try:
            connection, _ = listening.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return False
        except OSError as error:
            if error.errno == errno.EINVAL:  # it takes no more, in no process
                self._loop.remove_reader(listening)
                return False
            if error.errno not in _NO_ROOM:
                raise
            _LOG.warning("connections_full", extra={"detail": error.strerror})
            self._wait(listening, _PAUSE)
            return False
        connection.settimeout(0)
        self._share.more()
        entering = self._loop.create_task(self._enter(connection))
        self._entering.add(entering)
        entering.add_done_callback(self._entering.discard)
        return True

    async def _enter(self, connection: socket.socket) -> None:
        if self._handshakes is not None:
            await self._handshakes.pass_through(connection, self._welcome)
            return
        try:
            await self._loop.connect_accepted_socket(self._welcome, connection)
        except OSError:
            self._share.less()
            connection.close()
