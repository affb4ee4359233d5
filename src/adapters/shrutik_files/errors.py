"""What the file system says, in the words of the core."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from shrutik_core.shared.errors import Invalid, Missing, ShrutikError, Unavailable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_ABSENT = frozenset({errno.ENOENT, errno.EISDIR, errno.ENOTDIR})
_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY})


def _said(error: OSError) -> ShrutikError:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in _FULL:
        return Unavailable("blob_store_full", f"There is no room left for blobs{where}; make room, then try again.")
    if error.errno in _FORBIDDEN:
        advice = "let this account write there, or choose another data folder"
        return Unavailable("blob_store_unavailable", f"The folder of blobs may not be used{where}: {advice}.")
    return Unavailable("blob_store_unavailable", f"The folder of blobs does not answer{where}: {error.strerror}.")


@contextmanager
def reading(key: str) -> Iterator[None]:
    """Translates what goes wrong while a blob is looked up or read.

    Raises:
        Missing: ``blob_missing``.
        Unavailable: ``blob_store_unavailable``.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _ABSENT:
            raise Missing("blob_missing", f"There is no blob {key}.") from error
        raise _said(error) from error


@contextmanager
def writing(key: str) -> Iterator[None]:
    """Translates what goes wrong while a blob is written, moved or deleted.

    Raises:
        Invalid: ``blob_key_invalid`` if the key lies inside another blob, or others lie inside it.
        Unavailable: ``blob_store_full`` or ``blob_store_unavailable``.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _IN_THE_WAY:
            raise Invalid("blob_key_invalid", f"{key} and another blob's key conflict.") from error
        raise _said(error) from error
