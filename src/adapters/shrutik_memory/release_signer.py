"""Signatures of releases without cryptography, for tests: whoever knows the public half could sign as well."""

import hashlib

from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_memory.seals import seal


class MemoryReleaseSigner:
    """`ReleaseSigner` that signs by a seal.

    Args:
        number: which key; the same number makes the same key.
    """

    def __init__(self, number: int = 1) -> None:
        value = hashlib.sha256(f"release key {number}".encode()).digest()
        self._key = ReleaseKey(number.to_bytes(8, "little"), value)

    @property
    def key(self) -> ReleaseKey:
        """See `ReleaseSigner.key`."""
        return self._key

    def sign(self, message: bytes) -> bytes:
        """See `ReleaseSigner.sign`."""
        return _sealed(self._key, message)


class MemorySignatureChecker:
    """`SignatureChecker` of what `MemoryReleaseSigner` signed."""

    def holds(self, key: ReleaseKey, message: bytes, signature: bytes) -> bool:
        """See `SignatureChecker.holds`."""
        return signature == _sealed(key, message)


def _sealed(key: ReleaseKey, message: bytes) -> bytes:
    return seal(key.value.hex(), message.hex()).encode()
