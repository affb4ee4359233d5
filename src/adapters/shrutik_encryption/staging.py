"""Bytes on their way into an encrypted blob, which nowhere lie as they are."""

import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import TooLarge, Unavailable
from shrutik_encryption.keyring import KEY_BYTES
from shrutik_encryption.seeking import Seeking
from shrutik_encryption.segments import SEALED_BYTES, SEGMENT_BYTES, Segments

Put = Callable[[str, bytes, Iterator[bytes]], None]


class EncryptedStaging:
    """`Staging` in a nameless file of segments; a blob is bound to its name, which only `commit` knows.

    Args:
        put: stores segments, which a key encrypted, under a name.
        largest: bytes that it may have; None for any number.

    Raises:
        Unavailable: ``blob_store_unavailable`` if the file cannot be made.
    """

    def __init__(self, put: Put, largest: int | None = None) -> None:
        self._put, self._largest = put, largest
        self._secret = os.urandom(KEY_BYTES)
        self._segments = Segments(self._secret)
        self._digest = hashlib.sha256()
        self._waiting, self._full = bytearray(), 0
        self._last: bytes | None = None
        with _file():
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by commit or discard

    @property
    def size(self) -> int:
        """See `Staging.size`."""
        return self._full * SEGMENT_BYTES + len(self._waiting)

    def write(self, block: bytes) -> None:
        """See `Staging.write`."""
        self._check_open()
        if self._last is not None:
            raise ValueError("Nothing is written any more before this is committed: its last bytes are encrypted.")
        if self._largest is not None and self.size + len(block) > self._largest:
            raise TooLarge("blob_too_large", f"This blob may have {self._largest} bytes at most.")
        self._digest.update(block)
        self._waiting += block
        at = 0
        with _file():
            while len(self._waiting) - at > SEGMENT_BYTES:
                self._file.write(self._segments.seal(self._full, self._waiting[at : at + SEGMENT_BYTES], last=False))
                self._full, at = self._full + 1, at + SEGMENT_BYTES
        del self._waiting[:at]

    @contextmanager
    def fetch(self) -> Iterator[BinaryIO]:
        """See `Staging.fetch`."""
        self._check_open()
        with io.BufferedReader(Seeking(self._content, self.size), SEGMENT_BYTES) as stream:
            yield stream
        self._file.seek(0, os.SEEK_END)

    def commit(self, key: str) -> StoredBlob:
        """See `Staging.commit`."""
        self._check_open()
        self._put(key, self._secret, self._sealed())
        size = self.size
        self.discard()
        return StoredBlob(key, size, self._digest.hexdigest())

    def discard(self) -> None:
        """See `Staging.discard`."""
        self._file.close()

    def _sealed(self) -> Iterator[bytes]:
        # One nonce, one content: what is tried again is the same bytes.
        if self._last is None:
            self._last = self._segments.seal(self._full, self._waiting, last=True)
        self._file.seek(0)
        while block := self._file.read(16 * SEALED_BYTES):
            yield block
        yield self._last

    def _content(self, number: int) -> bytes:
        if number == self._full:
            return bytes(self._waiting)
        self._file.seek(number * SEALED_BYTES)
        return self._segments.open(number, self._file.read(SEALED_BYTES), last=False)

    def _check_open(self) -> None:
        if self._file.closed:
            raise ValueError("This was committed or discarded before.")


@contextmanager
def _file() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        detail = f"This machine's folder for temporary files cannot be used ({error.strerror}); make room there."
        raise Unavailable("blob_store_full", detail) from error
