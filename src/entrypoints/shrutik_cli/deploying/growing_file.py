"""A file that another program writes lines into, and puts another one in the place of now and then."""

import os
from pathlib import Path


class GrowingFile:
    """Reads what is new in it.

    Args:
        path: of the file, which need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inode, self._place, self._rest = 0, 0, b""

    def skip(self) -> None:
        """Pass over all that is there."""
        self._rest = b""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._inode, self._place = 0, 0
            return
        self._inode, self._place = found.st_ino, found.st_size

    def lines(self) -> tuple[str, ...]:
        """Whole lines that came since this was last asked; a new file in its place is read from its beginning."""
        try:
            with self._path.open("rb") as file:
                found = os.fstat(file.fileno())
                if found.st_ino != self._inode or found.st_size < self._place:
                    self._inode, self._place, self._rest = found.st_ino, 0, b""
                file.seek(self._place)
                new = file.read()
        except FileNotFoundError:
            return ()
        self._place += len(new)
        *whole, self._rest = (self._rest + new).split(b"\n")
        return tuple(line.decode("utf-8", errors="replace") for line in whole)
