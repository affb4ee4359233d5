"""The keys of an installation that wrap the keys of its blobs."""

import os

import attrs
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shrutik_core.shared.errors import Unavailable

KEY_BYTES, ID_BYTES = 32, 4
_NONCE_BYTES, _TAG_BYTES = 12, 16
WRAPPED_BYTES = ID_BYTES + _NONCE_BYTES + KEY_BYTES + _TAG_BYTES


@attrs.frozen
class WrappingKey:
    """One key.

    Attributes:
        id: its name, 8 hexadecimal digits, which every blob that it wraps bears.
        secret: 32 random bytes.
    """

    id: str
    secret: bytes = attrs.field(repr=False, validator=attrs.validators.min_len(KEY_BYTES))


@attrs.frozen
class Keyring:
    """All keys of an installation; it can be sent to other processes.

    Attributes:
        keys: one or more; the first wraps, and all unwrap.
    """

    keys: tuple[WrappingKey, ...] = attrs.field(repr=False, validator=attrs.validators.min_len(1))

    def wrap(self, secret: bytes, bound: bytes) -> bytes:
        """A blob's key, so that only this installation can read it: `WRAPPED_BYTES` bytes.

        Args:
            secret: 32 bytes.
            bound: what must be said again to unwrap it.
        """
        key, nonce = self.keys[0], os.urandom(_NONCE_BYTES)
        name = bytes.fromhex(key.id)
        return name + nonce + AESGCM(key.secret).encrypt(nonce, secret, name + bound)

    def unwrap(self, wrapped: bytes, bound: bytes) -> bytes:
        """A blob's key.

        Raises:
            Unavailable: ``blob_key_missing`` if its wrapping key is not here, or ``blob_damaged`` if the bytes, or
                what they were bound to, are not those of `wrap`.
        """
        name, nonce = wrapped[:ID_BYTES], wrapped[ID_BYTES : ID_BYTES + _NONCE_BYTES]
        for key in self.keys:
            if key.id == name.hex():
                try:
                    return AESGCM(key.secret).decrypt(nonce, wrapped[ID_BYTES + _NONCE_BYTES :], name + bound)
                except InvalidTag as error:
                    raise damaged() from error
        detail = f"The key {name.hex()} of blobs is not here; put the file of keys back from a back-up."
        raise Unavailable("blob_key_missing", detail)


def damaged() -> Unavailable:
    """What is raised when bytes are not those that were encrypted."""
    detail = "A blob is not what was stored: it was damaged, cut off or swapped. Put it back from a back-up."
    return Unavailable("blob_damaged", detail)
