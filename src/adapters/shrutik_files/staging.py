"""A file that is written to as bytes come in, and becomes a blob in one step, or nothing."""

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from shrutik_core.shared.blobs import StoredBlob, check_blob_key
from shrutik_core.shared.errors import TooLarge
from shrutik_files.durable import begin_sync, sync
from shrutik_files.errors import reading, writing

_FILE_MODE = 0o600
# The disk begins with so many bytes while the next ones come.
_BEGUN = 4 * 1024 * 1024


class FileStaging:
    """`Staging` in a file of its own.

    Args:
        path: of the file; there is none yet.
        place: moves a file to the place of a key, also through a crash.
        largest: bytes that it may have; None for any number.

    Raises:
        Unavailable: ``blob_store_unavailable`` or ``blob_store_full`` if the file cannot be made.
    """

    def __init__(self, path: Path, place: Callable[[Path, str], None], largest: int | None = None) -> None:
        self._path = path
        self._place = place
        self._largest = largest
        self._size = self._begun = 0
        self._digest = hashlib.sha256()
        with writing(path.name):
            self._file = io.FileIO(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE), "wb")

    @property
    def size(self) -> int:
        """See `Staging.size`."""
        return self._size

    def write(self, block: bytes) -> None:
        """See `Staging.write`."""
        size = self._size + len(block)
        if self._largest is not None and size > self._largest:
            raise TooLarge("blob_too_large", f"This blob may have {self._largest} bytes at most.")
        rest = memoryview(block)
        with writing(self._path.name):
            while rest:
                rest = rest[self._file.write(rest) :]
            if size - self._begun >= _BEGUN:
                begin_sync(self._file.fileno(), self._begun, size - self._begun)
                self._begun = size
        self._digest.update(block)
        self._size = size

    @contextmanager
    def fetch(self) -> Iterator[BinaryIO]:
        """See `Staging.fetch`."""
        self._check_open()
        with reading(self._path.name):
            file = self._path.open("rb")
        with file:
            yield file

    def commit(self, key: str) -> StoredBlob:
        """See `Staging.commit`."""
        check_blob_key(key)
        self._check_open()
        with writing(key):
            sync(self._file.fileno())
        self._place(self._path, key)
        self._file.close()
        return StoredBlob(key, self._size, self._digest.hexdigest())

    def discard(self) -> None:
        """See `Staging.discard`."""
        if not self._file.closed:
            with writing(self._path.name), self._file:
                self._path.unlink(missing_ok=True)

    def _check_open(self) -> None:
        if self._file.closed:
            raise ValueError("This was committed or discarded before.")
