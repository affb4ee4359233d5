"""A log file that several processes write to, put aside once it is full or old, and then an archive for some days."""

import fcntl
import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

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
        path: of the file, such as ``shrutik.log``; what was put aside lies beside it, ``shrutik-<when>.log``, and soon
            after the next turn ``shrutik-<when>.log.gz``.
        turning: when it is put aside.
        may_make: whether the file's folder, if it is missing, is made now.
        may_thread: whether what was put aside may be packed by a thread, so that nobody waits for it. Where it may
            not, as in a process that forks, whoever writes the line packs.
    """

    def __init__(
        self,
        path: Path,
        turning: Turning | None = None,
        may_make: Callable[[], bool] = lambda: False,
        may_thread: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self._path, self._turning = path, turning or Turning()
        self._may_make, self._may_thread = may_make, may_thread
        self._archives = Archives(path, self._turning.kept_days, self._turning.kept_megabytes)
        self._packing: Thread | None = None
        self._file: tuple[int, int] | None = None
        self._began: tuple[int, float] = (0, 0.0)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; one that cannot be written is told on standard error, as logging does."""
        try:
            is_turned = self._write(f"{self.format(record)}\n".encode("utf-8", "backslashreplace"))
        except OSError:
            self._let_go()
            self.handleError(record)
        else:
            if is_turned:
                self._pack()

    def tend(self) -> None:
        """Pack and delete what is due, for one that was left by a process that ended."""
        self._archives.tend()

    def close(self) -> None:
        """Let go of the file, once what is being packed is; a line that comes later opens it again."""
        self.acquire()
        try:
            self._let_go()
        finally:
            self.release()
        if self._packing is not None:
            self._packing.join()
        super().close()

    def _pack(self) -> None:
        if not self._may_thread():
            self._archives.tend()
            return
        thread = Thread(target=_tend_after, args=(self._packing, self._archives), name="shrutik-logs", daemon=True)
        # At a process's end no thread begins any more; the next turn packs what is left.
        with suppress(RuntimeError):
            thread.start()
            self._packing = thread

    def _write(self, line: bytes) -> bool:
        """Whether the file was put aside before it, after it, or both."""
        is_turned = False
        while True:
            file = self._opened()
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                status = os.fstat(file)
                is_fit = self._is_here(status)
                if is_fit and self._is_old(file, status.st_ino):
                    self._put_aside()
                    is_turned, is_fit = True, False
                if is_fit:
                    _append(file, line, status.st_size)
                    if status.st_size + len(line) < self._turning.megabytes * 1_000_000:
                        return is_turned
                    self._put_aside()
            finally:
                # Said, for a process that was forked meanwhile has the file open, too.
                fcntl.flock(file, fcntl.LOCK_UN)
            self._let_go()
            if is_fit:
                return True

    def _opened(self) -> int:
        """The file that is open; one of its own for a process that was forked, for a lock is that of an opening."""
        if self._file is None or self._file[0] != os.getpid():
            self._let_go()
            self._file = os.getpid(), self._open()
        return self._file[1]

    def _open(self) -> int:
        how = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self._path, how, _MODE)
        except FileNotFoundError:
            if not self._may_make():
                raise
            self._path.parent.mkdir(mode=_FOLDER_MODE, exist_ok=True)
            return os.open(self._path, how, _MODE)

    def _let_go(self) -> None:
        if self._file is not None:
            file, self._file = self._file[1], None
            os.close(file)

    def _is_here(self, status: os.stat_result) -> bool:
        """Whether no other process has put the file aside since it was opened."""
        try:
            return os.path.samestat(status, self._path.stat())
        except FileNotFoundError:
            return False

    def _is_old(self, file: int, number: int) -> bool:
        """Whether its first line is; that is read once for each file."""
        if self._began[0] != number:
            head = _TIME.match(os.pread(file, _HEAD, 0))
            if head is None:
                return False
            self._began = number, datetime.fromisoformat(head[1].decode("ascii")).timestamp()
        return time.time() - self._began[1] > self._turning.hours * 3600

    def _put_aside(self) -> None:
        self._path.replace(self._archives.place(datetime.now(UTC)))
        self._began = (0, 0.0)


def _append(file: int, line: bytes, size: int) -> None:
    """All of it or nothing: half a line, on a disk that is full, would spoil the next one, too."""
    try:
        while line:
            line = line[os.write(file, line) :]
    except OSError:
        os.ftruncate(file, size)
        raise


def _tend_after(former: Thread | None, archives: Archives) -> None:
    if former is not None:
        former.join()
    archives.tend()
