"""A file that tells how far it was read."""

import io
from collections.abc import Callable
from pathlib import Path

_PASSES = 2
_EVERY = 1 << 19


class ReadingProgress(io.BufferedReader):
    """Reads a file and reports the share that is done of the passes over it (to analyse, to cut).

    Args:
        path: of the file.
        report: is told the share, 0 to 1, each half megabyte.
    """

    name = "watched"  # not the path, or libsndfile would read past us

    def __init__(self, path: Path, report: Callable[[float], None]) -> None:
        raw = io.FileIO(path)
        super().__init__(raw, 1 << 16)
        size = raw.seek(0, io.SEEK_END)
        raw.seek(0)
        self._total = max(1, size * _PASSES)
        self._report = report
        self._read = 0
        self._told = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """See `io.BufferedReader.read`."""
        data = super().read(size)
        self._count(len(data))
        return data

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """See `io.BufferedReader.readinto`."""
        count = super().readinto(buffer)
        self._count(count)
        return count

    def _count(self, read: int) -> None:
        self._read += read
        if self._read - self._told >= _EVERY:
            self._told = self._read
            self._report(min(1.0, self._read / self._total))
