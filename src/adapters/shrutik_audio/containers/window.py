"""A stretch of a file, read as if it were a file of its own."""

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 1 << 16


class _Window(io.RawIOBase):
    def __init__(self, source: BinaryIO, start: int, end: int, head: bytes) -> None:
        self._source, self._start, self._end, self._head = source, start, end, head
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        base = (0, self._at, len(self._head) + self._end - self._start)[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        if self._at < len(self._head):
            found = self._head[self._at : self._at + len(view)]
        else:
            at = self._start + self._at - len(self._head)
            self._source.seek(at)
            found = self._source.read(max(0, min(len(view), self._end - at)))
        view[: len(found)] = found
        self._at += len(found)
        return len(found)


def window(source: BinaryIO, start: int, end: int, head: bytes = b"") -> BinaryIO:
    """``head`` and the bytes of ``source`` from ``start`` to ``end``; closing it leaves the source open."""
    return io.BufferedReader(_Window(source, start, end, head), _BUFFER)
