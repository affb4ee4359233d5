"""Any store of blobs, encrypted: whoever has the store's files, and not the keys, has nothing."""

import hashlib
import heapq
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from itertools import chain
from typing import BinaryIO

import attrs

from shrutik_core.ports.blob_store import BlobEntry
from shrutik_core.ports.rewritable_blob_store import RewritableBlobStore
from shrutik_core.shared.blobs import StoredBlob, check_blob_key
from shrutik_core.shared.errors import Invalid, Missing, Unavailable, declare
from shrutik_encryption.header import HEADER_BYTES, header, secret_in
from shrutik_encryption.keyring import KEY_BYTES, Keyring
from shrutik_encryption.seeking import seeking
from shrutik_encryption.segments import SEALED_BYTES, SEGMENT_BYTES, Blocks, Segments, plain_size
from shrutik_encryption.staging import EncryptedStaging

declare(Unavailable, "blob_key_missing", "The key of a stored file is not here.")
declare(Unavailable, "blob_damaged", "A stored file is not what was stored.")
ENCRYPTED = "encrypted/"
"""Where encrypted blobs lie, and no others: what lies elsewhere was stored before there were keys."""


@attrs.define
class _Counted:
    """Plain bytes on their way, counted and hashed."""

    parts: Iterable[bytes]
    size: int = 0
    digest: "hashlib._Hash" = attrs.field(factory=hashlib.sha256)

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.size += len(part)
            self.digest.update(part)
            yield part


@attrs.frozen
class EncryptedBlobStore:
    """`BlobStore` over another one, in which each blob has a key of its own that the keyring wraps.

    Plain blobs that are there from before are read as they are, until something takes their place.

    Attributes:
        inner: keeps what is encrypted.
        keyring: of the installation.
    """

    inner: RewritableBlobStore
    keyring: Keyring

    def put(self, key: str, parts: Iterable[bytes]) -> StoredBlob:
        """See `BlobStore.put`."""
        secret, counted = os.urandom(KEY_BYTES), _Counted(parts)
        self._put(key, secret, Segments(secret).sealed(counted))
        return StoredBlob(key, counted.size, counted.digest.hexdigest())

    def stage(self, largest: int | None = None) -> EncryptedStaging:
        """See `BlobStore.stage`."""
        return EncryptedStaging(self._put, largest)

    @contextmanager
    def open(self, key: str, start: int = 0, length: int | None = None) -> Iterator[BinaryIO]:
        """See `BlobStore.open`."""
        with ExitStack() as stack:
            try:
                stream = stack.enter_context(self._range(_sealed_key(key), start, length))
            except Missing:
                stream = stack.enter_context(self.inner.open(key, start, length))
            yield stream

    @contextmanager
    def fetch(self, key: str) -> Iterator[BinaryIO]:
        """See `BlobStore.fetch`."""
        with ExitStack() as stack:
            try:
                file = stack.enter_context(self.inner.fetch(_sealed_key(key)))
            except Missing:
                yield stack.enter_context(self.inner.fetch(key))
                return
            segments = self._segments(file.read(HEADER_BYTES), key)
            yield stack.enter_context(io.BufferedReader(seeking(segments, file, HEADER_BYTES), SEGMENT_BYTES))

    def delete(self, key: str) -> None:
        """See `BlobStore.delete`."""
        self.inner.delete(_sealed_key(key))
        self.inner.delete(key)

    def exists(self, key: str) -> bool:
        """See `BlobStore.exists`."""
        return self.inner.exists(_sealed_key(key)) or self.inner.exists(key)

    def list(self, prefix: str) -> Iterator[BlobEntry]:
        """See `BlobStore.list`."""
        sealed = (
            BlobEntry(one.key.removeprefix(ENCRYPTED), plain_size(one.size - HEADER_BYTES), one.stored_at)
            for one in self.inner.list(ENCRYPTED + prefix)
        )
        plain = (one for one in self.inner.list(prefix) if not one.key.startswith(ENCRYPTED))
        before = None
        for entry in heapq.merge(sealed, plain, key=lambda one: one.key):
            if entry.key != before:
                yield entry
            before = entry.key

    def sweep(self, before: datetime) -> int:
        """See `BlobStore.sweep`."""
        return self.inner.sweep(before)

    def link(self, key: str, seconds: int, media_type: str, file_name: str | None = None) -> None:  # noqa: ARG002
        """See `BlobStore.link`: nobody else could read what the store would give out."""
        _sealed_key(key)

    def _put(self, key: str, secret: bytes, sealed: Iterator[bytes]) -> None:
        place = _sealed_key(key)
        self.inner.put(place, chain((header(self.keyring, secret, key),), sealed))
        self.inner.delete(key)

    def _segments(self, found: bytes, key: str) -> Segments:
        try:
            return Segments(secret_in(found, self.keyring, key))
        except Unavailable:
            # It may have been wrapped anew at that very moment; then it reads otherwise now.
            with self.inner.open(_sealed_key(key), 0, HEADER_BYTES) as head:
                again = head.read(HEADER_BYTES)
            if again == found:
                raise
            return Segments(secret_in(again, self.keyring, key))

    @contextmanager
    def _range(self, place: str, start: int, length: int | None) -> Iterator[BinaryIO]:
        first, skip = divmod(start, SEGMENT_BYTES)
        # One byte more than the segments that are wanted tells whether others follow, which the last of them says too.
        size = None if length is None else -(-(skip + length) // SEGMENT_BYTES) * SEALED_BYTES + 1
        with ExitStack() as stack:
            if first == 0:
                size = None if size is None else HEADER_BYTES + max(size, SEALED_BYTES + 1)
                stream = stack.enter_context(self.inner.open(place, 0, size))
                segments = self._segments(stream.read(HEADER_BYTES), place.removeprefix(ENCRYPTED))
            else:
                with self.inner.open(place, 0, HEADER_BYTES) as head:
                    segments = self._segments(head.read(HEADER_BYTES), place.removeprefix(ENCRYPTED))
                at = HEADER_BYTES + first * SEALED_BYTES
                stream = stack.enter_context(self.inner.open(place, at, size))
            blocks = self._after(segments, stream, first, place)
            yield stack.enter_context(io.BufferedReader(Blocks(blocks, skip, length), SEGMENT_BYTES))

    def _after(self, segments: Segments, stream: BinaryIO, first: int, place: str) -> Iterator[bytes]:
        """Contents from segment ``first`` on; if there is none, the whole is looked at, lest it was cut off."""
        begun = stream.read(1)
        if first == 0 or begun:
            yield from segments.opened(stream, first, begun)
            return
        with self.inner.open(place, HEADER_BYTES) as whole:
            for _ in segments.opened(whole):
                pass


def _sealed_key(key: str) -> str:
    check_blob_key(key)
    if key.startswith(ENCRYPTED):
        raise Invalid("blob_key_invalid", f"{key[:80]!r} is not the key of a blob; keys are made by Shrutik.")
    return ENCRYPTED + key
