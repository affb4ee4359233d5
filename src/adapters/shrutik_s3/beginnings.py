"""The beginning of an object replaced: S3 changes none, so it makes a new one, as far as it can of what it has.

An object of up to 5 MiB is read and written. Of a larger one the first 5 MiB are; the bucket copies the rest by itself.
What was replaced or deleted since it was looked at is left alone, by the condition ``If-Match``: a bucket that does not
know it would bring a blob back that is deleted at this very moment.
"""

from typing import Any

from botocore.exceptions import ClientError

from shrutik_s3.client import S3Client
from shrutik_s3.errors import asking, code_of
from shrutik_s3.upload import OBJECT_KIND

_FIRST = 5 * 1024 * 1024
"""Bytes of a first part: S3 takes no fewer."""
_COPIED = 1024 * 1024 * 1024
"""Bytes that the bucket copies at once; S3 takes no more than 5 GiB."""
_CHANGED = frozenset({"PreconditionFailed", "412", "ConditionalRequestConflict"})


def replace_beginning(client: S3Client, key: str, before: bytes, after: bytes) -> bool:
    """See `RewritableBlobStore.replace_beginning`."""
    address = client.address
    where = {"Bucket": address.bucket, "Key": address.prefix + key}
    with asking(key):
        found = client().head_object(**where)
        same = {"IfMatch": found["ETag"]}
        try:
            first = client().get_object(**where, **same, Range=f"bytes=0-{_FIRST - 1}")["Body"].read()
            if not first.startswith(before):
                return False
            data = after + first[len(after) :]
            if found["ContentLength"] <= _FIRST:
                client().put_object(**where, **same, ContentType=OBJECT_KIND, Body=data)
            else:
                _in_parts(client, where, found["ETag"], data, found["ContentLength"])
        except ClientError as error:
            if code_of(error) in _CHANGED:
                return False
            raise
    return True


def _in_parts(client: S3Client, where: dict[str, Any], tag: str, first: bytes, size: int) -> None:
    begun = client().create_multipart_upload(**where, ContentType=OBJECT_KIND)
    upload = {**where, "UploadId": begun["UploadId"]}
    try:
        tags = [client().upload_part(**upload, PartNumber=1, Body=first)["ETag"]]
        for start in range(len(first), size, _COPIED):
            copied = client().upload_part_copy(
                **upload,
                PartNumber=len(tags) + 1,
                CopySource={"Bucket": where["Bucket"], "Key": where["Key"]},
                CopySourceIfMatch=tag,
                CopySourceRange=f"bytes={start}-{min(start + _COPIED, size) - 1}",
            )
            tags.append(copied["CopyPartResult"]["ETag"])
        parts = [{"PartNumber": number, "ETag": one} for number, one in enumerate(tags, 1)]
        client().complete_multipart_upload(**upload, MultipartUpload={"Parts": parts}, IfMatch=tag)
    except BaseException:
        client().abort_multipart_upload(**upload)
        raise
