"""What stands before a blob's segments: its own key, wrapped, and bound to the name that it lies under."""

from shrutik_encryption.keyring import ID_BYTES, WRAPPED_BYTES, Keyring, damaged

_MARK = b"SHRUTIK\x01"
HEADER_BYTES = len(_MARK) + WRAPPED_BYTES


def header(keyring: Keyring, secret: bytes, key: str) -> bytes:
    """`HEADER_BYTES` bytes."""
    return _MARK + keyring.wrap(secret, _MARK + key.encode())


def secret_in(found: bytes, keyring: Keyring, key: str) -> bytes:
    """The key of the blob that begins like this and lies under this name.

    Raises:
        Unavailable: ``blob_damaged`` or ``blob_key_missing``.
    """
    if len(found) != HEADER_BYTES or not found.startswith(_MARK):
        raise damaged()
    return keyring.unwrap(found[len(_MARK) :], _MARK + key.encode())


def wrapped_by(found: bytes) -> str:
    """The name of the key that wraps the blob that begins like this; empty if no encrypted blob does."""
    if len(found) != HEADER_BYTES or not found.startswith(_MARK):
        return ""
    return found[len(_MARK) : len(_MARK) + ID_BYTES].hex()
