"""Signatures of releases: one party signs with a key that it keeps, everybody else checks with its public half."""

from typing import Protocol

from shrutik_core.releases.signing.release_key import ReleaseKey


class ReleaseSigner(Protocol):
    """Signs with one key; deterministic, as Ed25519 is."""

    @property
    def key(self) -> ReleaseKey:
        """The public half of the key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes, that a `SignatureChecker` takes under the key."""
        ...


class SignatureChecker(Protocol):
    """Checks with any public key."""

    def holds(self, key: ReleaseKey, message: bytes, signature: bytes) -> bool:
        """Whether the holder of the key's secret half signed the message so.

        Args:
            key: whatever bytes it has; none of them is an error, for it may come from a stranger.
            message: of any length.
            signature: of any length.
        """
        ...
