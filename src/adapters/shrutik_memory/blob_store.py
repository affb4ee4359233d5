"""Blobs in memory."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from io import BytesIO
from threading import Lock
from typing import BinaryIO

from shrutik_core.ports.blob_store import BlobEntry
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.rewritable_blob_store import check_beginnings
from shrutik_core.shared.blobs import StoredBlob, check_blob_key
from shrutik_core.shared.errors import Missing, TooLarge
from shrutik_memory.clock import MemoryClock


class MemoryStaging:
    """`Staging` in memory.

    Args:
        keep: what makes bytes the blob of a key.
        largest: bytes that it may have; None for any number.
    """

    def __init__(self, keep: Callable[[str, bytes], StoredBlob], largest: int | None) -> None:
        self._keep = keep
        self._largest = largest
        self._data = BytesIO()
        self._size = 0

    @property
    def size(self) -> int:
        """See `Staging.size`."""
        return self._size

    def write(self, block: bytes) -> None:
        """See `Staging.write`."""
        if self._largest is not None and self._size + len(block) > self._largest:
            raise TooLarge("blob_too_large", f"This blob may have {self._largest} bytes at most.")
        self._size += self._data.write(block)

    @contextmanager
    def fetch(self) -> Iterator[BinaryIO]:
        """See `Staging.fetch`."""
        with BytesIO(self._data.getvalue()) as stream:
            yield stream

    def commit(self, key: str) -> StoredBlob:
        """See `Staging.commit`."""
        blob = self._keep(key, self._data.getvalue())
        self._data.close()
        return blob

    def discard(self) -> None:
        """See `Staging.discard`."""
        self._data.close()


class MemoryBlobStore:
    """`RewritableBlobStore` in a dictionary."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or MemoryClock()
        self._blobs: dict[str, tuple[bytes, BlobEntry]] = {}
        self._lock = Lock()

    def put(self, key: str, parts: Iterable[bytes]) -> StoredBlob:
        """See `BlobStore.put`."""
        check_blob_key(key)
        return self._keep(key, b"".join(parts))

    def stage(self, largest: int | None = None) -> "MemoryStaging":
        """See `BlobStore.stage`."""
        return MemoryStaging(self._keep, largest)

    def open(self, key: str, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        """See `BlobStore.open`."""
        return self._stream(key, start, None if length is None else start + length)

    def fetch(self, key: str) -> AbstractContextManager[BinaryIO]:
        """See `BlobStore.fetch`."""
        return self._stream(key, 0, None)

    def delete(self, key: str) -> None:
        """See `BlobStore.delete`."""
        with self._lock:
            self._blobs.pop(check_blob_key(key), None)

    def exists(self, key: str) -> bool:
        """See `BlobStore.exists`."""
        return check_blob_key(key) in self._blobs

    def list(self, prefix: str) -> Iterator[BlobEntry]:
        """See `BlobStore.list`."""
        with self._lock:
            found = sorted(key for key in self._blobs if key.startswith(prefix))
        for key in found:
            blob = self._blobs.get(key)
            if blob is not None:
                yield blob[1]

    def sweep(self, before: datetime) -> int:  # noqa: ARG002 - the port's name
        """See `BlobStore.sweep`: nothing is left behind."""
        return 0

    def link(self, key: str, seconds: int, media_type: str, file_name: str | None = None) -> None:  # noqa: ARG002 - the port's names
        """See `BlobStore.link`: memory gives out none."""
        check_blob_key(key)

    def replace_beginning(self, key: str, before: bytes, after: bytes) -> bool:
        """See `RewritableBlobStore.replace_beginning`."""
        check_beginnings(before, after)
        with self._lock:
            data, entry = self._find(key)
            if not data.startswith(before):
                return False
            self._blobs[key] = after + data[len(after) :], entry
        return True

    def _keep(self, key: str, data: bytes) -> StoredBlob:
        check_blob_key(key)
        with self._lock:
            self._blobs[key] = data, BlobEntry(key, len(data), self._clock.now())
        return StoredBlob(key, len(data), hashlib.sha256(data).hexdigest())

    def _find(self, key: str) -> tuple[bytes, BlobEntry]:
        blob = self._blobs.get(check_blob_key(key))
        if blob is None:
            raise Missing("blob_missing", f"There is no blob {key}.")
        return blob

    @contextmanager
    def _stream(self, key: str, start: int, end: int | None) -> Iterator[BinaryIO]:
        data, _ = self._find(key)
        with BytesIO(data[start:end]) as stream:
            yield stream
