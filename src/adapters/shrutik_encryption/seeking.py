"""A stream over segments in which one can seek."""

import io
import os
from collections.abc import Callable
from typing import BinaryIO

from shrutik_encryption.segments import SEALED_BYTES, SEGMENT_BYTES, Segments, plain_size


class Seeking(io.RawIOBase):
    """Content by segments, of which it remembers one.

    Args:
        segment: gives the content of a segment by its number.
        size: bytes of the whole content.
    """

    def __init__(self, segment: Callable[[int], bytes], size: int) -> None:
        self._segment, self._size, self._at = segment, size, 0
        self._number, self._content = -1, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer as far as one segment goes; 0 bytes at the end."""
        if self._at >= self._size:
            return 0
        number, offset = divmod(self._at, SEGMENT_BYTES)
        if number != self._number:
            self._content, self._number = self._segment(number), number
        data = self._content[offset : offset + len(buffer)]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """As of any file."""
        self._at = max(0, {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence] + offset)
        return self._at

    def tell(self) -> int:
        """Bytes from the start."""
        return self._at


def seeking(segments: Segments, file: BinaryIO, header: int) -> Seeking:
    """The content of a whole encrypted blob in a file, after so many bytes of header.

    Raises:
        Unavailable: ``blob_damaged`` if it was cut off.
    """
    sealed = file.seek(0, os.SEEK_END) - header
    last = max(0, -(-sealed // SEALED_BYTES) - 1)

    def segment(number: int) -> bytes:
        file.seek(header + number * SEALED_BYTES)
        return segments.open(number, file.read(SEALED_BYTES), last=number == last)

    # The last one says whether the file is whole, before anything of it is believed.
    segment(last)
    return Seeking(segment, plain_size(sealed))
