"""The lock of a data folder: one owner at a time, and none once that one is dead."""

import contextlib
import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from shrutik_core.shared.errors import Conflict
from shrutik_postgres.embedding.refusals import refused_folder

OWNER = "lock"
"""Held by the process that owns a data folder."""
JOBS = "jobs.lock"
"""Held by the process that does its jobs."""
_POLL = 0.05


class DataFolderLock:
    """Held from `acquire` until `release` or the death of the process, whichever comes first.

    A process that was forked holds it along with its parent until it calls `let_go`.

    Args:
        folder: the data folder; made if it is not there.
        name: of the lock's file.
        patience: seconds to wait for one that is held.
    """

    def __init__(self, folder: Path, name: str = OWNER, patience: float = 0.0) -> None:
        self._folder, self._name, self._patience = folder, name, patience
        self._file: int | None = None
        self._left_behind = False

    @property
    def left_behind(self) -> bool:
        """Whether the owner before was killed: it did not put the lock in order."""
        return self._left_behind

    def acquire(self) -> None:
        """Become the folder's owner.

        Raises:
            Conflict: ``data_folder_in_use``, naming the process that has it.
            Invalid: ``data_folder_not_writable``.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = os.open(self._folder / self._name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise refused_folder(self._folder, error) from error
        self._wait_for(file)
        self._left_behind = os.fstat(file).st_size > 0
        os.ftruncate(file, 0)
        os.pwrite(file, b"%d\n" % os.getpid(), 0)
        self._file = file

    def _wait_for(self, file: int) -> None:
        give_up = time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() < give_up:
                    time.sleep(_POLL)
                    continue
                owner = os.pread(file, 20, 0).decode("ascii", "replace").strip() or "unknown"
                os.close(file)
                detail = (
                    f"Another Shrutik (process {owner}) is using {self._folder}; stop it, or choose another folder."
                )
                raise Conflict("data_folder_in_use", detail, extra={"pid": owner}) from error
            return

    def let_go(self) -> None:
        """In a child of the owner: hold it no more, while the owner does."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def release(self) -> None:
        """Let others have it; nothing happens if it is not held."""
        file, self._file = self._file, None
        if file is not None:
            # The file stays: were it taken away, two could each lock a file of this name.
            with contextlib.suppress(OSError):
                os.ftruncate(file, 0)
            os.close(file)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
