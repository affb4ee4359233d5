"""The content of a blob in segments, each encrypted by itself, so that a range is read without the rest."""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from shrutik_encryption.keyring import damaged
from shrutik_encryption.stream import TAG_BYTES, StreamCipher, cut

SEGMENT_BYTES = 64 * 1024
SEALED_BYTES = SEGMENT_BYTES + TAG_BYTES


def plain_size(sealed: int) -> int:
    """Bytes of the content whose segments have so many; 0 if there are none."""
    segments = max(1, -(-sealed // SEALED_BYTES))
    return max(0, sealed - segments * TAG_BYTES)


class Segments:
    """Encrypts and decrypts the segments of one blob.

    Args:
        secret: its key, 32 bytes, of no other blob.
    """

    def __init__(self, secret: bytes) -> None:
        self._cipher = StreamCipher(secret)

    def seal(self, number: int, content: "bytes | bytearray", *, last: bool) -> bytes:
        """Segment ``number``, from 0 on; only the last has fewer than `SEGMENT_BYTES`."""
        return self._cipher.seal(number, bytes(content), last=last)

    def open(self, number: int, sealed: bytes, *, last: bool) -> bytes:
        """Its content.

        Raises:
            Unavailable: ``blob_damaged``.
        """
        try:
            return self._cipher.open(number, sealed, last=last)
        except InvalidTag as error:
            raise damaged() from error

    def sealed(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """All segments of the blocks, joined; one at least."""
        for number, last, content in cut(blocks, SEGMENT_BYTES):
            yield self.seal(number, content, last=last)

    def opened(self, stream: BinaryIO, number: int = 0, begun: bytes = b"") -> Iterator[bytes]:
        """The contents of segments ``number`` and all after it, of which the stream holds the sealed ones.

        Args:
            stream: ends with the last of them, or after one byte more than whoever iterates will ask for.
            number: of the first.
            begun: what was read of the first already.

        Raises:
            Unavailable: ``blob_damaged``, also if the last one is missing.
        """
        sealed = begun + _whole(stream, SEALED_BYTES - len(begun))
        while True:
            following = _whole(stream, SEALED_BYTES) if len(sealed) == SEALED_BYTES else b""
            yield self.open(number, sealed, last=not following)
            if not following:
                return
            sealed, number = following, number + 1


class Blocks(io.RawIOBase):
    """A stream over bytes that come in blocks.

    Args:
        blocks: closed with it if they are a generator.
        skip: bytes to leave out at the front.
        length: bytes to give after them; None for all.
    """

    def __init__(self, blocks: Iterator[bytes], skip: int = 0, length: int | None = None) -> None:
        self._blocks, self._skip, self._left = blocks, skip, length
        self._block = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer with what there is; 0 bytes at the end."""
        if self._left == 0:
            return 0
        while not self._block:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._block = memoryview(block)[self._skip :]
            self._skip = max(0, self._skip - len(block))
        count = min(len(buffer), len(self._block), len(self._block) if self._left is None else self._left)
        buffer[:count] = self._block[:count]
        self._block = self._block[count:]
        if self._left is not None:
            self._left -= count
        return count


def _whole(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, or all that are left."""
    found = stream.read(size)
    while len(found) < size and (more := stream.read(size - len(found))):
        found += more
    return found
