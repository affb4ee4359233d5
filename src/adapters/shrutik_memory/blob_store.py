"""Blobs in memory."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from threading import Lock
from typing import BinaryIO

from shrutik_core.ports.blob_store import BlobEntry
from shrutik_core.ports.clock import Clock
from shrutik_core.shared.blobs import StoredBlob, check_blob_key
from shrutik_core.shared.errors import Missing
from shrutik_memory.clock import MemoryClock


class MemoryBlobStore:
    """`BlobStore` in a dictionary."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or MemoryClock()
        self._blobs: dict[str, tuple[bytes, BlobEntry]] = {}
        self._lock = Lock()

    def put(self, key: str, parts: Iterable[bytes]) -> StoredBlob:
        """See `BlobStore.put`."""
        check_blob_key(key)
        data = b"".join(parts)
        with self._lock:
            self._blobs[key] = data, BlobEntry(key, len(data), self._clock.now())
        return StoredBlob(key, len(data), hashlib.sha256(data).hexdigest())

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
