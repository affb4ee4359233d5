"""Signatures of releases by Ed25519 (RFC 8032, 2017)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from shrutik_core.releases.signing.release_key import ReleaseKey, ReleaseSecret
from shrutik_core.shared.errors import Invalid


def public_half(seed: bytes) -> bytes:
    """The public half of the key that a seed makes, 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


class Ed25519ReleaseSigner:
    """`ReleaseSigner` with a secret key.

    Args:
        secret: both halves of the key.

    Raises:
        Invalid: ``keys_damaged`` if they do not belong together.
    """

    def __init__(self, secret: ReleaseSecret) -> None:
        if public_half(secret.seed) != secret.key.value:
            raise Invalid("keys_damaged", "The two halves of the release key do not belong together.")
        self._key, self._secret = secret.key, Ed25519PrivateKey.from_private_bytes(secret.seed)

    @property
    def key(self) -> ReleaseKey:
        """See `ReleaseSigner.key`."""
        return self._key

    def sign(self, message: bytes) -> bytes:
        """See `ReleaseSigner.sign`."""
        return self._secret.sign(message)


class Ed25519SignatureChecker:
    """`SignatureChecker` with any key."""

    def holds(self, key: ReleaseKey, message: bytes, signature: bytes) -> bool:
        """See `SignatureChecker.holds`."""
        try:
            Ed25519PublicKey.from_public_bytes(key.value).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True
