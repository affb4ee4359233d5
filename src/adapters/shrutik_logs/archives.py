"""What was put aside of a log file: the newest as it is, older ones packed, and none longer than said."""

import fcntl
import gzip
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

_PACKED, _HALF = ".gz", ".part"
_DAY = 86_400
_LEVEL = 1
_MODE = 0o600
_PLAIN = 1
"""How many stay as they are: whoever ships lines may still be reading there."""


class Archives:
    """Of one file.

    Args:
        path: of the file.
        days: for which one is kept after it was put aside.
        megabytes: that all that are packed may have together.
    """

    def __init__(self, path: Path, days: float, megabytes: float) -> None:
        self._path, self._days, self._megabytes = path, days, megabytes

    def place(self, now: datetime) -> Path:
        """Where the file goes that is put aside at this instant, UTC."""
        return self._path.with_name(f"{self._path.stem}-{now:%Y%m%dT%H%M%S.%fZ}{self._path.suffix}")

    def all(self) -> list[Path]:
        """Those that there are, oldest first."""
        stem, suffix = self._path.stem, self._path.suffix
        pattern = f"{stem}-[0-9]*T[0-9]*Z{suffix}"
        return sorted([*self._path.parent.glob(pattern), *self._path.parent.glob(pattern + _PACKED)], key=_when)

    def tend(self) -> None:
        """Pack all but the newest, and delete those that are too old or too much, before and after, for want of room.

        Any number of processes may do so at once. What one cannot do now, the next turn will.
        """
        with suppress(OSError):
            self._delete()
            for one in [one for one in self.all() if one.suffix != _PACKED][:-_PLAIN]:
                _pack(one)
            self._delete()

    def _delete(self) -> None:
        oldest, left = time.time() - self._days * _DAY, self._megabytes * 1_000_000
        for one in reversed(self.all()):
            with suppress(FileNotFoundError):
                status = one.stat()
                # What is not packed is soon.
                left -= status.st_size if one.suffix == _PACKED else 0
                if status.st_mtime < oldest or left < 0:
                    one.unlink()


def _when(path: Path) -> str:
    return path.name.removesuffix(_PACKED)


def _pack(path: Path) -> None:
    with _opened_alone(path) as source:
        if source is None:
            return
        packed = path.with_name(path.name + _PACKED)
        half = packed.with_name(packed.name + _HALF)
        with (
            os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, _MODE), "wb") as target,
            gzip.GzipFile(path.name, "wb", _LEVEL, target) as packing,
        ):
            shutil.copyfileobj(source, packing, 1 << 20)
        status = os.fstat(source.fileno())
        os.utime(half, (status.st_atime, status.st_mtime))
        half.replace(packed)
        path.unlink()


@contextmanager
def _opened_alone(path: Path) -> Iterator[BinaryIO | None]:
    """The file, which nobody else packs meanwhile; None if somebody does, or has done so."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield None
        return
    with file:
        yield file if _is_free(file) and path.exists() else None


def _is_free(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
