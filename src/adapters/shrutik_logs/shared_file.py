"""A log file that several processes write to, put aside once it is full or old, and then an archive for some days."""

import fcntl
import logging
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import attrs
import regex

from shrutik_logs.archives import Archives

_MODE, _FOLDER_MODE = 0o600, 0o700
_TIME = regex.compile(rb'\{"time": "([0-9T:.+-]{20,40})"')
_HEAD = 64


@attrs.frozen
class Turning:
    """When a file is put aside, and what becomes of it then.

    Attributes:
        megabytes: that it may have.
        hours: that its first line may be old.
        kept_days: days for which an archive is kept.
        kept_megabytes: that all archives of a file may have together; the oldest go first.
    """

    megabytes: float = 10
    hours: float = 24
    kept_days: float = 30
    kept_megabytes: float = 200


class SharedFile(logging.Handler):
    """Writes to the end of the file, mode 0600; a line is written whole, whoever else writes.

    Args:
        path: of the file, such as ``shrutik.log``; what was put aside lies beside it, ``shrutik-<when>.log``, and from
            the next turn on ``shrutik-<when>.log.gz``.
        turning: when it is put aside.
        may_make: whether the file's folder, if it is missing, is made now.
    """

    def __init__(
        self, path: Path, turning: Turning | None = None, may_make: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__()
        self._path, self._turning, self._may_make = path, turning or Turning(), may_make
        self._archives = Archives(path, self._turning.kept_days, self._turning.kept_megabytes)
        self._began: tuple[int, float] = (0, 0.0)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; one that cannot be written is told on standard error, as logging does."""
        try:
            if self._write(f"{self.format(record)}\n".encode("utf-8", "backslashreplace")):
                self._archives.tend()
        except OSError:
            self.handleError(record)

    def tend(self) -> None:
        """Pack and delete what is due, for one that was left by a process that ended."""
        self._archives.tend()

    def _write(self, line: bytes) -> bool:
        """Whether the file was put aside after it."""
        while True:
            file = self._opened()
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._is_here(file):
                    return self._append(file, line)
            finally:
                os.close(file)

    def _opened(self) -> int:
        how = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self._path, how, _MODE)
        except FileNotFoundError:
            if not self._may_make():
                raise
            self._path.parent.mkdir(mode=_FOLDER_MODE, exist_ok=True)
            return os.open(self._path, how, _MODE)

    def _append(self, file: int, line: bytes) -> bool:
        is_old = self._is_old(file)
        if is_old:
            self._put_aside()
            self._write(line)
            return True
        os.write(file, line)
        is_full = os.fstat(file).st_size >= self._turning.megabytes * 1_000_000
        if is_full:
            self._put_aside()
        return is_full

    def _is_here(self, file: int) -> bool:
        """Whether no other process has put the file aside since it was opened."""
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False

    def _is_old(self, file: int) -> bool:
        """Whether its first line is; that is read once for each file."""
        number = os.fstat(file).st_ino
        if self._began[0] != number:
            head = _TIME.match(os.pread(file, _HEAD, 0))
            if head is None:
                return False
            self._began = number, datetime.fromisoformat(head[1].decode("ascii")).timestamp()
        return time.time() - self._began[1] > self._turning.hours * 3600

    def _put_aside(self) -> None:
        self._path.replace(self._archives.place(datetime.now(UTC)))
        self._began = (0, 0.0)
