"""Counts of changes that all processes on a machine see at once: who remembers a thing looks whether it is still so."""

import fcntl
import mmap
import os
import weakref
import zlib
from pathlib import Path
from threading import Lock

_PLACES = 1_024
_BYTES = 8


class ChangeCounts:
    """Counts in a file of the data folder that every process maps, for many threads.

    A name shares its count with few others, so that a count may advance though nothing of that name changed, and never
    fails to if something did.

    Args:
        path: of the file; it is made if need be, readable by its owner alone.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        weakref.finalize(self, os.close, self._descriptor)
        # Two who make it at once give it the same length, and zeros are a beginning as good as any.
        if os.fstat(self._descriptor).st_size < _PLACES * _BYTES:
            os.ftruncate(self._descriptor, _PLACES * _BYTES)
        self._counts = memoryview(mmap.mmap(self._descriptor, _PLACES * _BYTES)).cast("Q")
        self._lock = Lock()

    def of(self, name: str) -> int:
        """The count under a name: 100 nanoseconds, no question to the system."""
        return self._counts[_place(name)]

    def advance(self, name: str) -> None:
        """Count a change; whoever looks from now on, in whichever process, sees it."""
        place = _place(name)
        with self._lock:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX, _BYTES, place * _BYTES)
            try:
                self._counts[place] = (self._counts[place] + 1) % (1 << 63)
            finally:
                fcntl.lockf(self._descriptor, fcntl.LOCK_UN, _BYTES, place * _BYTES)


def _place(name: str) -> int:
    return zlib.crc32(name.encode()) % _PLACES
