"""Bytes on their way into a bucket, kept in a nameless file of this machine until they are sent."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from shrutik_core.shared.blobs import StoredBlob, check_blob_key
from shrutik_core.shared.errors import TooLarge
from shrutik_s3.client import S3Client
from shrutik_s3.errors import working_file
from shrutik_s3.streams import FileStretch
from shrutik_s3.upload import S3Upload


class WorkingFile:
    """A file without a name, which is gone with whoever opened it.

    Raises:
        Unavailable: ``blob_store_unavailable`` or ``blob_store_full`` if it cannot be made.
    """

    def __init__(self) -> None:
        with working_file():
            self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by whoever made it
        self.size = 0

    def append(self, block: "bytes | memoryview") -> None:
        """Write behind what is there, wherever anybody reads."""
        rest = memoryview(block)
        with working_file():
            while rest:
                written = os.pwrite(self.file.fileno(), rest, self.size)
                self.size += written
                rest = rest[written:]

    def stretch(self, start: int, end: int) -> FileStretch:
        """Bytes ``start`` up to ``end``."""
        return FileStretch(self.file.fileno(), start, end)


class S3Staging:
    """`Staging` in a file of this machine that is sent when it is committed, in parts, and none of them held in memory.

    An upload to S3 is to a key from its first byte on, and only `commit` knows the key; so what is refused before has
    never left this machine.

    Args:
        client: of the process.
        largest: bytes that it may have; None for any number.

    Raises:
        Unavailable: ``blob_store_unavailable`` or ``blob_store_full`` if the file cannot be made.
    """

    def __init__(self, client: S3Client, largest: int | None = None) -> None:
        self._client, self._largest = client, largest
        self._digest = hashlib.sha256()
        self._working = WorkingFile()

    @property
    def size(self) -> int:
        """See `Staging.size`."""
        return self._working.size

    def write(self, block: bytes) -> None:
        """See `Staging.write`."""
        self._check_open()
        if self._largest is not None and self.size + len(block) > self._largest:
            raise TooLarge("blob_too_large", f"This blob may have {self._largest} bytes at most.")
        self._working.append(block)
        self._digest.update(block)

    @contextmanager
    def fetch(self) -> Iterator[BinaryIO]:
        """See `Staging.fetch`."""
        self._check_open()
        with working_file(), os.fdopen(os.dup(self._working.file.fileno()), "rb") as file:
            file.seek(0)
            yield file

    def commit(self, key: str) -> StoredBlob:
        """See `Staging.commit`."""
        check_blob_key(key)
        self._check_open()
        upload, sent = S3Upload(self._client, key), 0
        try:
            while self.size - sent >= upload.next_bytes:
                size = upload.next_bytes
                upload.send(self._working.stretch(sent, sent + size), size)
                sent += size
            upload.finish(self._working.stretch(sent, self.size), self.size - sent)
        finally:
            upload.abort()
        self.discard()
        return StoredBlob(key, self.size, self._digest.hexdigest())

    def discard(self) -> None:
        """See `Staging.discard`."""
        self._working.file.close()

    def _check_open(self) -> None:
        if self._working.file.closed:
            raise ValueError("This was committed or discarded before.")


def send_parts(client: S3Client, key: str, parts: Iterable[bytes]) -> StoredBlob:
    """Put the parts, joined, under a key: each 8 MiB are sent while the next ones come.

    Raises:
        Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
    """
    upload, digest, sent = S3Upload(client, key), hashlib.sha256(), 0
    working = WorkingFile()
    with working.file:
        try:
            for block in parts:
                digest.update(block)
                working.append(block)
                while working.size >= upload.next_bytes:
                    sent += _send_first(upload, working)
            upload.finish(working.stretch(0, working.size), working.size)
        finally:
            upload.abort()
    return StoredBlob(key, sent + working.size, digest.hexdigest())


def _send_first(upload: S3Upload, working: WorkingFile) -> int:
    """Send a part from the file's front, and move what is behind it there; how many bytes were sent."""
    size = upload.next_bytes
    upload.send(working.stretch(0, size), size)
    rest = io.BufferedReader(working.stretch(size, working.size)).read()
    working.size = 0
    working.append(rest)
    return size
