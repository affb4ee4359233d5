"""The lock of a data folder: one owner at a time, and none once that one is dead."""

import contextlib
import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from shrutik_core.shared.errors import Conflict
from shrutik_postgres.embedding.refusals import refused_folder

_NAME = "lock"


class DataFolderLock:
    """Held from `acquire` until `release` or the death of the process, whichever comes first.

    Args:
        folder: the data folder; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None

    def acquire(self) -> None:
        """Become the folder's owner.

        Raises:
            Conflict: ``data_folder_in_use``, naming the process that has it.
            Invalid: ``data_folder_not_writable``.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = os.open(self._folder / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise refused_folder(self._folder, error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(file, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(file)
            detail = f"Another Shrutik (process {owner}) works in {self._folder}; stop it, or take another folder."
            raise Conflict("data_folder_in_use", detail, extra={"pid": owner}) from error
        os.ftruncate(file, 0)
        os.pwrite(file, b"%d\n" % os.getpid(), 0)
        self._file = file

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
