"""What S3 and the way to it say, in the words of the core."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, SSLError

from shrutik_core.shared.errors import Missing, ShrutikError, Unavailable

_ABSENT = frozenset({"NoSuchKey", "404", "NotFound"})
_FULL = frozenset({"QuotaExceeded", "InsufficientStorage", "507", "XMinioStorageFull", "StorageLimitExceeded"})
_FORBIDDEN = frozenset({"AccessDenied", "SignatureDoesNotMatch", "InvalidAccessKeyId", "403", "Forbidden"})
_NO_ROOM_HERE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
UNAVAILABLE = "blob_store_unavailable"


def code_of(error: ClientError) -> str:
    """What the server calls it, e.g. ``NoSuchKey``."""
    return str(error.response.get("Error", {}).get("Code", ""))


def _told(error: ClientError, key: str) -> ShrutikError:
    code = code_of(error)
    if code in _ABSENT:
        return Missing("blob_missing", f"There is no blob {key}.")
    if code in _FULL:
        return Unavailable("blob_store_full", "There is no room left in the object storage; make room, then try again.")
    if code in _FORBIDDEN:
        return Unavailable(UNAVAILABLE, "The object storage refuses us; check the access key in its address.")
    if code == "NoSuchBucket":
        return Unavailable(UNAVAILABLE, "The object storage has no bucket of this name; make it.")
    return Unavailable(UNAVAILABLE, f"The object storage does not do what it should ({code}); try again in a moment.")


def _unreached(error: BotoCoreError) -> Unavailable:
    if isinstance(error, SSLError):
        detail = "The certificate of the object storage is not trusted; check ca= in its address."
    elif isinstance(error, NoCredentialsError):
        detail = "There is no access key for the object storage; put one in its address or where boto3 looks."
    else:
        detail = "The object storage does not answer; try again in a moment."
    return Unavailable(UNAVAILABLE, detail)


@contextmanager
def asking(key: str) -> Iterator[None]:
    """Translates what goes wrong while something is asked of S3.

    Raises:
        Missing: ``blob_missing``.
        Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
    """
    try:
        yield
    except ClientError as error:
        raise _told(error, key) from error
    except BotoCoreError as error:
        raise _unreached(error) from error


@contextmanager
def working_file() -> Iterator[None]:
    """Translates what goes wrong with a temporary file of this machine.

    Raises:
        Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
    """
    try:
        yield
    except OSError as error:
        full = error.errno in _NO_ROOM_HERE
        detail = f"This machine's folder for temporary files cannot be used ({error.strerror}); make room there."
        raise Unavailable("blob_store_full" if full else UNAVAILABLE, detail) from error
