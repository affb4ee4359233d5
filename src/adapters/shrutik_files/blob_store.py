"""Blobs as files: whole or not at all, also after a crash."""

import io
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from shrutik_core.ports.blob_store import BlobEntry
from shrutik_core.ports.rewritable_blob_store import check_beginnings
from shrutik_core.shared.blobs import StoredBlob, check_blob_key
from shrutik_core.shared.errors import Invalid
from shrutik_files.durable import make_folder, prune_folders, sync_folder
from shrutik_files.errors import reading, writing
from shrutik_files.staging import FileStaging
from shrutik_files.streams import Stretch

# No key's part starts with a dot, so nothing that is being written is ever taken for a blob.
_INCOMING = ".incoming"
# A folder that a delete empties may go between being made and being moved into, again and again.
_TRIES = 200


class FileBlobStore:
    """`RewritableBlobStore` in a folder: key ``a/b`` is file ``a/b``.

    Whatever is put or staged is a file of its own beside the blobs, which is written through to the disk and moved to
    its place in one step. Folders that it makes are for this account alone; those that are there keep their modes.

    Args:
        root: the folder; made by the first blob that is put or staged.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / _INCOMING

    def put(self, key: str, parts: Iterable[bytes]) -> StoredBlob:
        """See `BlobStore.put`."""
        self._path(key)
        staging = self.stage()
        try:
            for part in parts:
                staging.write(part)
            return staging.commit(key)
        finally:
            staging.discard()

    def stage(self, largest: int | None = None) -> FileStaging:
        """See `BlobStore.stage`."""
        with writing(_INCOMING):
            make_folder(self._incoming)
        return FileStaging(self._incoming / f"{os.getpid()}-{secrets.token_hex(8)}", self._place, largest)

    def open(self, key: str, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        """See `BlobStore.open`."""
        return self._stretch(key, start, length)

    @contextmanager
    def fetch(self, key: str) -> Iterator[BinaryIO]:
        """See `BlobStore.fetch`."""
        with reading(key):
            file = self._path(key).open("rb")
        with file:
            yield file

    def delete(self, key: str) -> None:
        """See `BlobStore.delete`."""
        path = self._path(key)
        with writing(key):
            if path.is_file():
                path.unlink(missing_ok=True)
                self._forget(path)

    def exists(self, key: str) -> bool:
        """See `BlobStore.exists`."""
        path = self._path(key)
        with writing(key):
            return path.is_file()

    def list(self, prefix: str) -> Iterator[BlobEntry]:
        """See `BlobStore.list`."""
        folder, slash, start = prefix.rpartition("/")
        try:
            top = self._path(folder) if slash else self._root
        except Invalid:  # no key begins like this
            return
        yield from _walk(top, folder + slash, start)

    def sweep(self, before: datetime | None = None) -> int:
        """Delete what killed puts left behind; how many files that were.

        Args:
            before: only what was last written before this instant; None for all, when nobody else can be writing.
        """
        swept = 0
        with writing(_INCOMING):
            leftovers = list(self._incoming.iterdir()) if self._incoming.is_dir() else []
            for file in leftovers:
                if before is None or _written_at(file.stat()) < before:
                    file.unlink(missing_ok=True)
                    swept += 1
        return swept

    def link(self, key: str, seconds: int, media_type: str, file_name: str | None = None) -> None:  # noqa: ARG002 - the port's names
        """See `BlobStore.link`: a folder gives out none."""
        check_blob_key(key)

    def replace_beginning(self, key: str, before: bytes, after: bytes) -> bool:
        """See `RewritableBlobStore.replace_beginning`: in place; when the blob was stored stays as it is."""
        check_beginnings(before, after)
        with reading(key):
            file = self._path(key).open("r+b", buffering=0)
        with file, writing(key):
            if file.read(len(before)) != before:
                return False
            stored = os.fstat(file.fileno())
            os.pwrite(file.fileno(), after, 0)
            os.utime(file.fileno(), ns=(stored.st_atime_ns, stored.st_mtime_ns))
            os.fsync(file.fileno())
        return True

    def _path(self, key: str) -> Path:
        return self._root / check_blob_key(key)

    def _place(self, source: Path, key: str) -> None:
        target = self._path(key)
        with writing(key):
            for attempt in range(_TRIES):
                try:
                    make_folder(target.parent)
                    source.replace(target)
                except (FileNotFoundError, FileExistsError):
                    if attempt == _TRIES - 1 or not source.exists():
                        raise
                else:
                    break
            self._sync(target.parent)

    def _forget(self, path: Path) -> None:
        self._sync(path.parent)
        prune_folders(path.parent, self._root)

    def _sync(self, folder: Path) -> None:
        with suppress(FileNotFoundError):  # emptied and removed by another delete
            sync_folder(folder)

    @contextmanager
    def _stretch(self, key: str, start: int, length: int | None) -> Iterator[BinaryIO]:
        with reading(key):
            file = io.FileIO(self._path(key))
        with io.BufferedReader(Stretch(file, key, start, length)) as stream:
            yield stream


def _walk(folder: Path, prefix: str, start: str) -> Iterator[BlobEntry]:
    for name in _names(folder, start):
        key = prefix + name
        if name.endswith("/"):
            yield from _walk(folder / name, key, "")
            continue
        try:
            found = (folder / name).stat()
        except FileNotFoundError:  # deleted since the folder was read
            continue
        yield BlobEntry(key, found.st_size, _written_at(found))


def _names(folder: Path, start: str) -> list[str]:
    """The names in a folder that begin with ``start``, those of folders with a slash, so that keys come in order."""
    with writing(str(folder)):
        try:
            with os.scandir(folder) as entries:
                names = [
                    f"{entry.name}/" if entry.is_dir() else entry.name
                    for entry in entries
                    if entry.name.startswith(start) and not entry.name.startswith(".")
                ]
        except (FileNotFoundError, NotADirectoryError):
            return []
    return sorted(names)


def _written_at(found: os.stat_result) -> datetime:
    return datetime.fromtimestamp(found.st_mtime, UTC)
