"""Seals back-ups: a stream of any length is sealed and opened in constant memory.

Each object is a stream of segments with a key of its own, from the back-ups' key and 32 random bytes by HKDF-SHA256.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shrutik_core.shared.errors import Invalid
from shrutik_encryption.stream import TAG_BYTES, StreamCipher, cut

SEGMENT = 1 << 18
"""Bytes of a segment before it is sealed; all but the last have as many."""
_MAGIC, _SALT_BYTES, _KEY_BYTES = b"shrutik1", 32, 32
_SEALED_SEGMENT = SEGMENT + TAG_BYTES


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
        cipher = StreamCipher(_derived(self._key, salt, b"object"))
        yield _MAGIC + salt
        for number, last, segment in cut(blocks, SEGMENT):
            yield cipher.seal(number, segment, last=last)

    def unseal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Sealer.unseal`."""
        remaining = iter(blocks)
        head, rest = _head(remaining)
        cipher = StreamCipher(_derived(self._key, head, b"object"))
        for number, last, segment in cut(_chained(rest, remaining), _SEALED_SEGMENT):
            try:
                yield cipher.open(number, segment, last=last)
            except InvalidTag as error:
                raise _damaged() from error


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


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt or None, b"shrutik back-up " + purpose).derive(key)


def _damaged() -> Invalid:
    return Invalid("sealed_damaged", "These bytes were changed, cut off, or sealed with another key.")
