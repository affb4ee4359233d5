"""A stretch of a file as a stream of its own."""

import io
from typing import BinaryIO, Protocol

from shrutik_files.errors import reading


class _Buffer(Protocol):
    def __len__(self) -> int: ...


class Stretch(io.RawIOBase):
    """Bytes ``start`` up to ``start + length`` of a file, in order; nothing is read before it is asked for.

    Args:
        file: unbuffered; closed with this.
        key: for messages.
        start: first byte.
        length: None for all that follow.
    """

    def __init__(self, file: BinaryIO, key: str, start: int, length: int | None) -> None:
        file.seek(start)
        self._file = file
        self._key = key
        self._left = length

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer as far as the stretch goes; how many bytes those were."""
        view = memoryview(buffer)
        if self._left is not None:
            view = view[: self._left]
        with reading(self._key):
            count = self._file.readinto(view)  # type: ignore[attr-defined]
        if self._left is not None:
            self._left -= count
        return int(count)

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()
