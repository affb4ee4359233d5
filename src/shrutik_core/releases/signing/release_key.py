"""The key of releases: its public half, which everybody may have, and its secret one, in minisign's forms."""

import hashlib
from typing import ClassVar

import attrs

from shrutik_core.releases.signing.minisign_text import (
    KEY_ALGORITHM,
    KEY_ID_BYTES,
    UNTRUSTED,
    check_bytes,
    malformed,
    read_blob,
    read_comment,
    read_lines,
    write_blob,
)
from shrutik_core.shared.errors import Invalid

KEY_BYTES = 32
_PUBLIC, _SECRET = "a public key", "a secret key"
# Algorithm of the key, none for a password, BLAKE2b for the checksum; then salt and limits of the password, all zero.
_UNENCRYPTED = KEY_ALGORITHM + b"\0\0" + b"B2" + bytes(48)
_CHECKSUM_BYTES = 32


@attrs.frozen
class ReleaseKey:
    """The public half of a key: who knows it can check what was signed.

    Attributes:
        id: 8 bytes, drawn when the key was made; tells signatures of several keys apart, and proves nothing.
        value: of Ed25519 (RFC 8032, 2017), 32 bytes.

    Raises:
        Invalid: ``signature_malformed`` for other lengths.
    """

    LENGTH: ClassVar = len(KEY_ALGORITHM) + KEY_ID_BYTES + KEY_BYTES
    id: bytes
    value: bytes

    def __attrs_post_init__(self) -> None:
        check_bytes("id of a key", self.id, KEY_ID_BYTES)
        check_bytes("public key", self.value, KEY_BYTES)

    @property
    def name(self) -> str:
        """Its id as minisign shows it, 16 hexadecimal characters."""
        return self.id[::-1].hex().upper()

    @property
    def text(self) -> str:
        """The key in one line, ``RW…``, as ``minisign -P`` takes it."""
        return write_blob(KEY_ALGORITHM + self.id + self.value)


@attrs.frozen
class ReleaseSecret:
    """The secret half of a key, and with it the public one.

    Attributes:
        key: the public half; whoever signs makes sure that it belongs to the seed.
        seed: of Ed25519, 32 random bytes.

    Raises:
        Invalid: ``signature_malformed`` for another length.
    """

    key: ReleaseKey
    seed: bytes = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        check_bytes("secret key", self.seed, KEY_BYTES)


def write_key(key: ReleaseKey) -> str:
    """A file of a public key."""
    return f"{UNTRUSTED}minisign public key {key.name}\n{key.text}\n"


def read_key(text: str) -> ReleaseKey:
    """The public key of a file, or of its second line alone.

    Raises:
        Invalid: ``signature_malformed``.
    """
    lines = read_lines(text.strip(), most=3)
    if len(lines) > 1:
        read_comment(lines.pop(0), UNTRUSTED, _PUBLIC)
    if len(lines) != 1:
        raise malformed(_PUBLIC)
    blob = read_blob(lines[0], ReleaseKey.LENGTH, _PUBLIC)
    if not blob.startswith(KEY_ALGORITHM):
        raise malformed(_PUBLIC)
    return _key(blob[len(KEY_ALGORITHM) :])


def write_secret(secret: ReleaseSecret) -> str:
    """A file of a secret key without a password, which `minisign` reads too; a secret."""
    blob = _UNENCRYPTED + secret.key.id + secret.seed + secret.key.value + bytes(_CHECKSUM_BYTES)
    return f"{UNTRUSTED}secret key of releases, without a password\n{write_blob(blob)}\n"


def read_secret(text: str) -> ReleaseSecret:
    """The secret key of a file's first two lines.

    Raises:
        Invalid: ``secret_encrypted`` if it wants a password, ``signature_malformed`` if it is no secret key.
    """
    lines = read_lines(text, most=2)
    if len(lines) < 2:
        raise malformed(_SECRET)
    read_comment(lines[0], UNTRUSTED, _SECRET)
    head, ids = len(_UNENCRYPTED), KEY_ID_BYTES + KEY_BYTES
    blob = read_blob(lines[1].strip(), head + ids + KEY_BYTES + _CHECKSUM_BYTES, _SECRET)
    if blob.startswith(b"EdSc"):
        detail = "The secret key has a password, and releases are signed when nobody is there to type it; "
        raise Invalid(
            "secret_encrypted", detail + "take it off with 'minisign -C -W -s FILE', or make a key with '-G -W'."
        )
    told, checksum = blob[head:-_CHECKSUM_BYTES], blob[-_CHECKSUM_BYTES:]
    if not blob.startswith(_UNENCRYPTED) or checksum not in {bytes(_CHECKSUM_BYTES), _checksum(told)}:
        raise malformed(_SECRET)
    key = ReleaseKey(told[:KEY_ID_BYTES], told[ids:])
    return ReleaseSecret(key, told[KEY_ID_BYTES:ids])


def _key(told: bytes) -> ReleaseKey:
    return ReleaseKey(told[:KEY_ID_BYTES], told[KEY_ID_BYTES:])


def _checksum(told: bytes) -> bytes:
    return hashlib.blake2b(KEY_ALGORITHM + told, digest_size=_CHECKSUM_BYTES).digest()
