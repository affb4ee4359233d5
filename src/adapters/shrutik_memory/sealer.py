"""A sealer of tests: it hides nothing, and notices every change."""

import hashlib
from collections.abc import Iterable, Iterator

from shrutik_core.shared.errors import Invalid

_DIGEST = 32


class MemorySealer:
    """`Sealer` that puts a digest before the bytes.

    Args:
        key_id: its key's.
    """

    def __init__(self, key_id: str = "memory") -> None:
        self.key_id = key_id

    def name(self, sha256: str) -> str:
        """See `Sealer.name`."""
        return hashlib.sha256(f"{self.key_id}:{sha256}".encode()).hexdigest()

    def seal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Sealer.seal`."""
        whole = b"".join(blocks)
        yield self._digest(whole) + whole

    def unseal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Sealer.unseal`."""
        sealed = b"".join(blocks)
        whole = sealed[_DIGEST:]
        if self._digest(whole) != sealed[:_DIGEST]:
            raise Invalid("sealed_damaged", "These bytes were changed, or sealed with another key.")
        yield whole

    def _digest(self, whole: bytes) -> bytes:
        return hashlib.sha256(self.key_id.encode() + b"\0" + whole).digest()
