"""A socket that gives up at one instant, however slowly the other side goes on, and reads no more than it may."""

import io
import socket
import time
from collections.abc import Callable


class PacedSocket:
    """What an exchange over HTTP needs of a socket.

    Args:
        connection: that is open; whoever made this closes it by `close`.
        until: instant of the monotonic clock, in seconds.
        most: bytes that are read at most.
    """

    def __init__(self, connection: socket.socket, until: float, most: int) -> None:
        self._connection, self._until, self._left = connection, until, most

    def sendall(self, data: bytes) -> None:
        """Send all of it.

        Raises:
            TimeoutError: if the instant has come.
        """
        self._pace()
        self._connection.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What comes in, to be read."""
        del mode
        return io.BufferedReader(_Incoming(self._read))

    def close(self) -> None:
        """End the connection, without waiting for the other side."""
        self._connection.close()

    def _read(self, room: memoryview) -> int:
        self._pace()
        if self._left <= 0:
            raise ValueError("the head of the answer is too long")
        count = self._connection.recv_into(room[: self._left])
        self._left -= count
        return count

    def _pace(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("it took too long")
        self._connection.settimeout(left)


class _Incoming(io.RawIOBase):
    """A raw stream over one function that fills a buffer."""

    def __init__(self, read: Callable[[memoryview], int]) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, room: object) -> int:
        return self._read(memoryview(room).cast("B"))  # type: ignore[arg-type]  # a buffer, which typing cannot say yet
