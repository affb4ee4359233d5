"""Buckets of object storage by their addresses; what speaks to them is loaded only if one is asked for."""

from urllib.parse import urlsplit

from shrutik_bootstrap.extras import load
from shrutik_core.ports.rewritable_blob_store import RewritableBlobStore

BLOBS_URL = "SHRUTIK_BLOBS_URL"
SPARE = 8
"""Connections beside those of requests, some for jobs and for what is read on while it is sent."""
_BUCKETS = ("s3+https://", "s3+http://")


def is_bucket(where: str) -> bool:
    """Whether this is the address of a bucket, and no path."""
    return where.startswith(_BUCKETS)


def bucket(url: str, setting: str = BLOBS_URL, threads: int = SPARE) -> RewritableBlobStore:
    """The store in the bucket that an address names, as it is there: nothing is encrypted.

    Args:
        url: such as ``s3+https://user:secret@s3.example.org/bucket/prefix``.
        setting: where it stands, for errors.
        threads: that use it at once.

    Raises:
        Invalid: ``settings_invalid``.
        Unavailable: ``extra_missing``.
    """
    address = load("shrutik_s3.address", "s3").read_blobs_url(url, setting)
    made: RewritableBlobStore = load("shrutik_s3.blob_store", "s3").S3BlobStore(address, threads)
    return made


def without_secret(url: str) -> str:
    """The address of a bucket as it may be shown."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
