"""Seals back-ups: AES-256-GCM in segments, so that a stream of any length is opened in constant memory.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance, 2015): each segment's nonce has its number and whether it is the last, so that none can be left out,
moved or added. Each object has a key of its own, from the back-ups' key and 32 random bytes by HKDF-SHA256.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shrutik_core.shared.errors import Conflict, Invalid, Unavailable
from shrutik_system.private_files import make_private, read_private

SEGMENT = 1 << 18
"""Bytes of a segment before it is sealed; all but the last have as many."""
_MAGIC, _SALT_BYTES, _TAG_BYTES, _KEY_BYTES = b"shrutik1", 32, 16, 32
_SEALED_SEGMENT = SEGMENT + _TAG_BYTES
_PREFIX = "shrutik-backup-key-1:"


class PlainSealer:
    """`Sealer` without a key: back-ups can be read by whoever has them."""

    key_id = ""

    def name(self, sha256: str) -> str:
        """See `Sealer.name`."""
        return sha256

    def seal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Sealer.seal`."""
        yield from blocks

    def unseal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Sealer.unseal`."""
        yield from blocks


class KeySealer:
    """`Sealer` with a key.

    Args:
        key: 32 random bytes.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            raise Invalid("keys_damaged", f"A key of back-ups has {_KEY_BYTES} bytes.")
        self._key = key
        self._names = _derived(key, b"", b"names")
        self.key_id = _derived(key, b"", b"id")[:8].hex()

    def name(self, sha256: str) -> str:
        """See `Sealer.name`."""
        return hmac.digest(self._names, bytes.fromhex(sha256), hashlib.sha256).hex()

    def seal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Sealer.seal`."""
        salt = secrets.token_bytes(_SALT_BYTES)
        cipher = AESGCM(_derived(self._key, salt, b"object"))
        yield _MAGIC + salt
        for number, last, segment in _cut(blocks, SEGMENT):
            yield cipher.encrypt(_nonce(number, last=last), segment, None)

    def unseal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Sealer.unseal`."""
        remaining = iter(blocks)
        head, rest = _head(remaining)
        cipher = AESGCM(_derived(self._key, head, b"object"))
        for number, last, segment in _cut(_chained(rest, remaining), _SEALED_SEGMENT):
            try:
                yield cipher.decrypt(_nonce(number, last=last), segment, None)
            except InvalidTag as error:
                raise _damaged() from error


def new_key_file(path: Path) -> KeySealer:
    """Make a key of back-ups; the file is for this account alone.

    Raises:
        Conflict: ``key_file_taken`` if there is a file already.
        Unavailable: ``keys_unavailable``.
    """
    key = secrets.token_bytes(_KEY_BYTES)
    if path.exists() or path.is_symlink():
        raise Conflict("key_file_taken", f"{path} is there already; a key is never written over.")
    try:
        make_private(path, f"{_PREFIX}{base64.b64encode(key).decode()}\n")
        return read_key_file(path)
    except OSError as error:
        raise _unusable(path, error) from error


def read_key_file(path: Path) -> KeySealer:
    """The sealer of a key in a file.

    Raises:
        Invalid: ``keys_exposed`` if others may read it, ``keys_damaged`` if it holds no key of back-ups.
        Unavailable: ``keys_unavailable`` if it cannot be read.
    """
    try:
        text = read_private(path, "make a new key and new back-ups if a stranger may have read it").strip()
        if not text.startswith(_PREFIX):
            raise Invalid("keys_damaged", f"{path} holds no key of back-ups; `shrutik backup key FILE` makes one.")
        return KeySealer(base64.b64decode(text.removeprefix(_PREFIX), validate=True))
    except OSError as error:
        raise _unusable(path, error) from error
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Invalid("keys_damaged", f"{path} holds no key of back-ups.") from error


def _cut(blocks: Iterable[bytes], size: int) -> Iterator[tuple[int, bool, bytes]]:
    """Segments with their numbers and whether each is the last, which alone may be shorter; at least one."""
    held, number = bytearray(), 0
    for block in blocks:
        held += block
        while len(held) > size:
            yield number, False, bytes(held[:size])
            del held[:size]
            number += 1
    yield number, True, bytes(held)


def _head(blocks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """The salt, and the bytes behind it that came with it."""
    held, wanted = b"", len(_MAGIC) + _SALT_BYTES
    while len(held) < wanted:
        block = next(blocks, None)
        if block is None:
            raise _damaged()
        held += block
    if not held.startswith(_MAGIC):
        raise _damaged()
    return held[len(_MAGIC) : wanted], held[wanted:]


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt or None, b"shrutik back-up " + purpose).derive(key)


def _damaged() -> Invalid:
    return Invalid("sealed_damaged", "These bytes were changed, cut off, or sealed with another key.")


def _unusable(path: Path, error: OSError) -> Unavailable:
    return Unavailable("keys_unavailable", f"The key of back-ups in {path} cannot be used ({error.strerror}).")
