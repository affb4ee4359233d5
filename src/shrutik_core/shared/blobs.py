"""A stored blob: where it lies, how large it is, and what its bytes hash to."""

import attrs


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
