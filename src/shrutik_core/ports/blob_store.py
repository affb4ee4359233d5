"""The blob store: recordings, clips and release files, by key."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import BinaryIO, Protocol

import attrs

from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Missing, TooLarge, Unavailable, declare

declare(Missing, "blob_missing", "The stored file is gone.")
declare(TooLarge, "blob_too_large", "The file is larger than it may be.")
declare(Unavailable, "blob_store_full", "There is no room left for files.")
declare(Unavailable, "blob_store_unavailable", "The store of files does not answer.")


@attrs.frozen
class BlobEntry:
    """A blob as a listing shows it.

    Attributes:
        key: in the store.
        size: bytes.
        stored_at: when it was put, UTC.
    """

    key: str
    size: int
    stored_at: datetime


class Staging(Protocol):
    """Bytes on their way into a store, written as they come; no blob before `commit`.

    Whoever stages ends it by `commit` or `discard`; after that it takes no more: `write`, `fetch` and `commit` raise
    ValueError. Its methods are called one after the other, by whichever thread.
    """

    @property
    def size(self) -> int:
        """Bytes written so far."""
        ...

    def write(self, block: bytes) -> None:
        """Append the block.

        Raises:
            Invalid: ``blob_too_large`` if the whole would have more bytes than may be staged; nothing is appended.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``; only `discard` is left then.
        """
        ...

    def fetch(self) -> AbstractContextManager[BinaryIO]:
        """A seekable local stream over what was written so far; closed before the next `write`."""
        ...

    def commit(self, key: str) -> StoredBlob:
        """Make it the blob of ``key``, in place of what was there; once this has returned, the bytes survive a crash.

        If it raises, nothing has changed and `discard` is still due.

        Raises:
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        ...

    def discard(self) -> None:
        """Take away what was written; nothing happens after `commit`, or a second time."""
        ...


class BlobStore(Protocol):
    """Keeps bytes under keys.

    A key is a relative path: parts out of ``A-Z a-z 0-9 . _ -``, none starting with a dot, joined by ``/``; another is
    `Invalid` ``blob_key_invalid``. A blob is there whole or not at all, also after a crash: once `put` has returned,
    the bytes survive one. A store that does not answer is `Unavailable` ``blob_store_unavailable``; one without room
    is `Unavailable` ``blob_store_full``.
    """

    def put(self, key: str, parts: Iterable[bytes]) -> StoredBlob:
        """Store the parts, joined, in place of what was there; if a part raises, nothing changes.

        Raises:
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        ...

    def stage(self, largest: int | None = None) -> Staging:
        """What can be written to as bytes come in, and becomes a blob, or nothing, later.

        Args:
            largest: bytes that it may have; None for any number.

        Raises:
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        ...

    def open(self, key: str, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        """A stream over bytes ``start`` up to ``start + length`` (None: the end), shorter if the blob ends before.

        Raises:
            Missing: ``blob_missing``.
        """
        ...

    def fetch(self, key: str) -> AbstractContextManager[BinaryIO]:
        """A seekable local stream over the whole blob, for decoders.

        Raises:
            Missing: ``blob_missing``.
        """
        ...

    def delete(self, key: str) -> None:
        """Take the blob away; nothing happens if there is none."""
        ...

    def exists(self, key: str) -> bool:
        """Whether there is a blob."""
        ...

    def list(self, prefix: str) -> Iterator[BlobEntry]:
        """All blobs whose key starts with ``prefix``, sorted by key, streamed."""
        ...

    def sweep(self, before: datetime) -> int:
        """Take away what puts and stagings left behind that began before this instant and were never ended; how many.

        Raises:
            Unavailable: ``blob_store_unavailable``.
        """
        ...

    def link(self, key: str, seconds: int, media_type: str, file_name: str | None = None) -> str | None:
        """An address by which whoever has it reads the blob from the store itself, without us.

        Args:
            key: of the blob; whether there is one is not looked at.
            seconds: for which it is good, 1 to 604,800.
            media_type: as which the blob is announced there.
            file_name: under which a browser saves it, of ``A-Z a-z 0-9 . _ -``; None if it is played.

        Returns:
            None if this store gives out none.
        """
        ...
