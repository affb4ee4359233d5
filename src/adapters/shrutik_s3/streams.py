"""Stretches: of a file that is sent, and of a blob that comes."""

import io
import os
from typing import Any, BinaryIO

from botocore.exceptions import BotoCoreError, ClientError

from shrutik_s3.client import S3Client
from shrutik_s3.errors import asking, code_of

_RESUMES = 3


class FileStretch(io.RawIOBase):
    """Bytes ``start`` up to ``end`` of an open file, read beside whoever writes to it.

    Args:
        descriptor: of the file, which stays open.
        start: first byte.
        end: byte after the last.
    """

    def __init__(self, descriptor: int, start: int, end: int) -> None:
        self._descriptor, self._start, self._end, self._at = descriptor, start, end, start

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is, for those who send it a second time."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer as far as the stretch goes; how many bytes those were."""
        data = os.pread(self._descriptor, min(len(buffer), self._end - self._at), self._at)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """As of any file; where it stands then."""
        base = {os.SEEK_SET: self._start, os.SEEK_CUR: self._at, os.SEEK_END: self._end}[whence]
        self._at = min(max(self._start, base + offset), self._end)
        return self._at - self._start

    def tell(self) -> int:
        """Bytes from its start."""
        return self._at - self._start


class BlobStretch(io.RawIOBase):
    """Bytes of a blob as they come; a connection that breaks is made again where it broke, a few times.

    Args:
        client: of the process.
        key: of the blob, for messages.
        start: first byte.
        length: None for all that follow.

    Raises:
        Missing: ``blob_missing``.
        Unavailable: ``blob_store_unavailable``.
    """

    def __init__(self, client: S3Client, key: str, start: int, length: int | None) -> None:
        self._client, self._key = client, key
        self._at, self._end = start, None if length is None else start + length
        self._tag: str | None = None
        self._resumes = _RESUMES
        self._body: BinaryIO = io.BytesIO()
        self._body = self._asked()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer with what there is; 0 bytes at the end."""
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        """Let go of the connection."""
        self._body.close()
        super().close()

    def _read(self, size: int) -> bytes:
        while True:
            with asking(self._key):
                try:
                    return bytes(self._body.read(size))
                except BotoCoreError:
                    self._resumes -= 1
                    if self._resumes < 0:
                        raise
            self._body.close()
            self._body = self._asked()

    def _asked(self) -> BinaryIO:
        """The bytes from here on, of the very blob that was begun with."""
        address = self._client.address
        asked: dict[str, Any] = {"Bucket": address.bucket, "Key": address.prefix + self._key}
        if self._tag is not None:
            asked["IfMatch"] = self._tag
        if self._end == self._at:
            with asking(self._key):
                self._client().head_object(**asked)
            return io.BytesIO()
        if self._at or self._end is not None:
            asked["Range"] = f"bytes={self._at}-{'' if self._end is None else self._end - 1}"
        with asking(self._key):
            try:
                answer = self._client().get_object(**asked)
            except ClientError as error:
                if code_of(error) in {"InvalidRange", "416"}:
                    return io.BytesIO()
                raise
        self._tag = answer.get("ETag")
        body: BinaryIO = answer["Body"]
        return body
