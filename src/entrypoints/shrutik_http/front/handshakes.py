"""TLS: how a connection gets its keys, on the loop, and counts meanwhile as one that is idle."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

from shrutik_http.front.door import Door
from shrutik_http.front.shares import Share

_Welcome = Callable[[], asyncio.Protocol]
# How long an answer may take to leave once the connection is closed behind it, and the caller to take leave.
_FAREWELL_SECONDS = 30.0


def tls_context(file: Path) -> ssl.SSLContext:
    """What a server speaks: TLS 1.2 and 1.3, and HTTP/1.1 within.

    Args:
        file: with its key and its certificate.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION | ssl.OP_CIPHER_SERVER_PREFERENCE
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(file)
    return context


class Handshakes:
    """Leads connections through their handshakes.

    Args:
        context: from `tls_context`.
        door: counts them from the first byte on.
        share: counts them from their acceptance on.
    """

    def __init__(self, context: ssl.SSLContext, door: Door, share: Share) -> None:
        self._context, self._door, self._share = context, door, share

    async def pass_through(self, connection: socket.socket, welcome: _Welcome) -> None:
        """Give a connection to its protocol once it has keys; end it if it does not get them in time.

        Args:
            connection: accepted, and counted in the share.
            welcome: makes the protocol.
        """
        loop = asyncio.get_running_loop()
        handshake = Handshake(connection, asyncio.current_task(), self._hand_over(welcome))
        self._door.enter(handshake)
        try:
            await loop.connect_accepted_socket(
                lambda: handshake,
                connection,
                ssl=self._context,
                ssl_handshake_timeout=self._door.limits.handshake_seconds,
                ssl_shutdown_timeout=_FAREWELL_SECONDS,
            )
        except OSError:
            connection.close()
        finally:
            if not handshake.is_done:
                self._door.exit(handshake)

    def _hand_over(self, welcome: _Welcome) -> Callable[["Handshake", asyncio.Transport], None]:
        def hand_over(handshake: Handshake, transport: asyncio.Transport) -> None:
            self._door.exit(handshake)
            self._share.more()  # as if it had only now been accepted
            protocol = welcome()
            transport.set_protocol(protocol)
            protocol.connection_made(transport)

        return hand_over


class Handshake(asyncio.Protocol):
    """A connection that has no keys yet; a guest of the door that can be sent away.

    Args:
        connection: whose it is.
        task: that waits for its end.
        hand_over: called when it has its keys.

    Attributes:
        is_done: whether it has them.
        idle: see `Guest.idle`.
    """

    idle = True

    def __init__(
        self,
        connection: socket.socket,
        task: asyncio.Task[object] | None,
        hand_over: Callable[["Handshake", asyncio.Transport], None],
    ) -> None:
        self._peer, self._task, self._hand_over = _peer(connection), task, hand_over
        self.is_done = False

    @property
    def address(self) -> str:
        """See `Guest.address`."""
        return self._peer

    def leave(self) -> None:
        """See `Guest.leave`."""
        if self._task is not None:
            self._task.cancel()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Keys are there."""
        self.is_done = True
        self._hand_over(self, transport)


def _peer(connection: socket.socket) -> str:
    try:
        return str(connection.getpeername()[0])
    except OSError:  # it went away
        return ""
