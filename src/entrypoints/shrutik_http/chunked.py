"""A body that comes in chunks, read with bounded memory whatever sizes the caller claims (RFC 9112, 2022, 7.1)."""

from typing import BinaryIO

_LONGEST_LINE = 4096
_MOST_TRAILERS = 64


class ChunkedBody:
    """Bytes of a chunked body; its end is the last chunk's.

    Raises (from `read`):
        ConnectionError: if it ends before its last chunk, or is not what it should be.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._left = 0
        self.ended = False

    def read(self, size: int | None = None) -> bytes:
        """Up to ``size`` bytes, fewer only at the end; all that is left if it is None."""
        parts: list[bytes] = []
        while not self.ended and (size is None or size > 0):
            if not self._left:
                self._next_chunk()
                continue
            part = self._source.read(self._left if size is None else min(size, self._left))
            if not part:
                raise ConnectionError("the body ended within a chunk")
            parts.append(part)
            size = None if size is None else size - len(part)
            self._took(len(part))
        return b"".join(parts)

    def readline(self, size: int | None = None) -> bytes:
        """One line of up to ``size`` bytes."""
        parts: list[bytes] = []
        while (size is None or len(parts) < size) and (byte := self.read(1)):
            parts.append(byte)
            if byte == b"\n":
                break
        return b"".join(parts)

    def _took(self, count: int) -> None:
        self._left -= count
        if not self._left and self._source.readline(_LONGEST_LINE) != b"\r\n":
            raise ConnectionError("a chunk does not end where it should")

    def _next_chunk(self) -> None:
        size = self._source.readline(_LONGEST_LINE).partition(b";")[0].strip()
        if not size or len(size) > 15 or not all(digit in b"0123456789abcdefABCDEF" for digit in size):
            raise ConnectionError("a chunk has no size")
        self._left = int(size, 16)
        if self._left:
            return
        for _ in range(_MOST_TRAILERS):
            if self._source.readline(_LONGEST_LINE) in {b"\r\n", b""}:
                self.ended = True
                return
        raise ConnectionError("too many trailers")
