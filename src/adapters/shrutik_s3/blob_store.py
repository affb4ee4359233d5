"""Blobs as objects of a bucket: whole or not at all, however often the way to it breaks."""

import io
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from shrutik_core.ports.blob_store import BlobEntry
from shrutik_core.ports.rewritable_blob_store import check_beginnings
from shrutik_core.shared.blobs import StoredBlob, check_blob_key
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_s3.address import S3Address
from shrutik_s3.beginnings import replace_beginning
from shrutik_s3.client import S3Client
from shrutik_s3.errors import asking, working_file
from shrutik_s3.listing import entries
from shrutik_s3.staging import S3Staging, WorkingFile, send_parts
from shrutik_s3.streams import BlobStretch

_READ_AHEAD = 64 * 1024
_COPIED = 1024 * 1024


class S3BlobStore:
    """`RewritableBlobStore` in a bucket: key ``a/b`` is object ``prefix/a/b``. It can be sent to other processes.

    A bucket that keeps versions may be used: what is deleted or replaced there is not seen any more, and is only gone
    for good when the bucket's own rules end its versions.

    Args:
        address: of the bucket.
        connections: that are kept open at most: as many as there are threads.
    """

    def __init__(self, address: S3Address, connections: int = 10) -> None:
        self._client = S3Client(address, connections)

    def put(self, key: str, parts: Iterable[bytes]) -> StoredBlob:
        """See `BlobStore.put`."""
        return send_parts(self._client, check_blob_key(key), parts)

    def stage(self, largest: int | None = None) -> S3Staging:
        """See `BlobStore.stage`."""
        return S3Staging(self._client, largest)

    def open(self, key: str, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        """See `BlobStore.open`."""
        return self._stretch(key, start, length)

    @contextmanager
    def fetch(self, key: str) -> Iterator[BinaryIO]:
        """See `BlobStore.fetch`."""
        with self._stretch(key, 0, None) as stream, WorkingFile().file as file:
            with working_file():
                shutil.copyfileobj(stream, file, _COPIED)
            file.seek(0)
            with io.BufferedReader(file) as reader:
                yield reader

    def delete(self, key: str) -> None:
        """See `BlobStore.delete`."""
        with asking(key):
            self._client().delete_object(**self._where(key))

    def exists(self, key: str) -> bool:
        """See `BlobStore.exists`."""
        try:
            with asking(key):
                self._client().head_object(**self._where(key))
        except Missing:
            return False
        return True

    def list(self, prefix: str) -> Iterator[BlobEntry]:
        """See `BlobStore.list`."""
        if not _begins_keys(prefix):
            return
        address = self._client.address
        asked = {"Bucket": address.bucket, "Prefix": address.prefix + prefix}
        with asking(prefix):
            pages = self._client().get_paginator("list_objects_v2").paginate(**asked)
            yield from entries(pages, address.prefix, prefix)

    def sweep(self, before: datetime) -> int:
        """Take away the parts of uploads that began before this instant and were never ended; how many uploads."""
        swept, address = 0, self._client.address
        asked = {"Bucket": address.bucket, "Prefix": address.prefix}
        with asking(""):
            for page in self._client().get_paginator("list_multipart_uploads").paginate(**asked):
                for one in page.get("Uploads", ()):
                    if one["Initiated"] < before:
                        self._client().abort_multipart_upload(
                            Bucket=address.bucket, Key=one["Key"], UploadId=one["UploadId"]
                        )
                        swept += 1
        return swept

    def link(self, key: str, seconds: int, media_type: str, file_name: str | None = None) -> str | None:
        """See `BlobStore.link`."""
        asked = self._where(key) | {"ResponseContentType": media_type, "ResponseCacheControl": "private, no-cache"}
        if file_name:
            asked["ResponseContentDisposition"] = f'attachment; filename="{file_name}"'
        with asking(key):
            url: str = self._client().generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds)
        return url

    def replace_beginning(self, key: str, before: bytes, after: bytes) -> bool:
        """See `RewritableBlobStore.replace_beginning`."""
        check_beginnings(before, after)
        return replace_beginning(self._client, check_blob_key(key), before, after)

    def _where(self, key: str) -> dict[str, Any]:
        address = self._client.address
        return {"Bucket": address.bucket, "Key": address.prefix + check_blob_key(key)}

    @contextmanager
    def _stretch(self, key: str, start: int, length: int | None) -> Iterator[BinaryIO]:
        with io.BufferedReader(BlobStretch(self._client, check_blob_key(key), start, length), _READ_AHEAD) as stream:
            yield stream


def _begins_keys(prefix: str) -> bool:
    """Whether any key begins like this."""
    for key in (prefix, f"{prefix}x"):
        try:
            check_blob_key(key)
        except Invalid:
            continue
        return True
    return False
