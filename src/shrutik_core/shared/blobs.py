"""A stored blob: where it lies, how large it is, and what its bytes hash to."""

import attrs
import regex

from shrutik_core.shared.errors import Invalid

LONGEST_KEY = 900
_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}"
_KEY = regex.compile(rf"{_PART}(/{_PART})*")


@attrs.frozen
class StoredBlob:
    """One blob of the store.

    Attributes:
        key: in the store; made by Shrutik, never by a caller.
        size: bytes.
        sha256: of the bytes, 64 hexadecimal characters.
    """

    key: str
    size: int
    sha256: str


def check_blob_key(key: str) -> str:
    """The key, if every store can take it.

    Parts of 1 to 200 characters out of ``A-Z a-z 0-9 . _ -``, none starting with a dot, joined by ``/``; 900
    characters in all at most.

    Raises:
        Invalid: ``blob_key_invalid``.
    """
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise Invalid("blob_key_invalid", f"{key[:80]!r} is not the key of a blob; keys are made by Shrutik.")
    return key
