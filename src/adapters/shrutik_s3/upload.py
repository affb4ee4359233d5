"""An object on its way into a bucket: in one request, or in parts that become one object in the end, or nothing."""

import logging
import secrets
from typing import Any

import attrs
from botocore.exceptions import ClientError

from shrutik_core.shared.errors import ShrutikError
from shrutik_s3.client import S3Client
from shrutik_s3.errors import asking, code_of
from shrutik_s3.streams import FileStretch

_LOG = logging.getLogger(__name__)
PART_BYTES = 8 * 1024 * 1024
"""Of the first parts; S3 takes no fewer than 5 MiB."""
# Of 10,000 parts that one upload may have, each quarter has parts of twice the size: 293 GiB in all.
_DOUBLED_EVERY = 2_500
_TOKEN = "shrutik-upload"  # noqa: S105 - the name of a mark
OBJECT_KIND = "application/octet-stream"


def part_bytes(number: int) -> int:
    """How many bytes part ``number``, from 1 on, has."""
    return int(PART_BYTES * 2 ** ((number - 1) // _DOUBLED_EVERY))


@attrs.define
class S3Upload:
    """One upload to one key; whoever begins it ends it by `finish` or `abort`.

    Attributes:
        client: of the process.
        key: of the blob.
    """

    client: S3Client
    key: str
    _id: str = attrs.field(default="", init=False)
    _token: str = attrs.field(factory=lambda: secrets.token_hex(16), init=False)
    _tags: list[str] = attrs.field(factory=list, init=False)

    @property
    def next_bytes(self) -> int:
        """How many bytes the next part has."""
        return part_bytes(len(self._tags) + 1)

    def send(self, part: FileStretch, size: int) -> None:
        """Send the next part, whole.

        Raises:
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        if not self._id:
            with asking(self.key):
                begun = self.client().create_multipart_upload(
                    **self._where(), ContentType=OBJECT_KIND, Metadata={_TOKEN: self._token}
                )
            self._id = begun["UploadId"]
        with asking(self.key):
            sent = self.client().upload_part(
                **self._part(), PartNumber=len(self._tags) + 1, Body=part, ContentLength=size
            )
        self._tags.append(sent["ETag"])

    def finish(self, rest: FileStretch, size: int) -> None:
        """Send what is left, and make it the object of the key.

        Raises:
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        if not self._tags:
            with asking(self.key):
                self.client().put_object(**self._where(), ContentType=OBJECT_KIND, Body=rest, ContentLength=size)
            return
        if size:
            self.send(rest, size)
        parts = [{"PartNumber": number, "ETag": tag} for number, tag in enumerate(self._tags, 1)]
        with asking(self.key):
            try:
                self.client().complete_multipart_upload(**self._part(), MultipartUpload={"Parts": parts})
            except ClientError as error:
                # The first answer may have been lost, and this is the one to the second try.
                if code_of(error) != "NoSuchUpload" or not self._is_there():
                    raise
        self._id = ""

    def abort(self) -> None:
        """Take away the parts that were sent; if S3 does not answer, the sweep of later does."""
        if not self._id:
            return
        try:
            with asking(self.key):
                self.client().abort_multipart_upload(**self._part())
        except ShrutikError as error:
            _LOG.warning("upload_parts_left", extra={"code": error.code, "detail": error.detail})
        self._id = ""

    def _where(self) -> dict[str, Any]:
        address = self.client.address
        return {"Bucket": address.bucket, "Key": address.prefix + self.key}

    def _part(self) -> dict[str, Any]:
        return {**self._where(), "UploadId": self._id}

    def _is_there(self) -> bool:
        found = self.client().head_object(**self._where())
        return bool(found.get("Metadata", {}).get(_TOKEN) == self._token)
