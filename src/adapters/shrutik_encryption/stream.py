"""The STREAM construction over AES-256-GCM: bytes in segments, each encrypted by itself.

It is that of Hoang, Reyhanitabar, Rogaway and Vizár ("Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance", CRYPTO 2015): the nonce of a segment is its number and whether it is the last, so that none can be
left out, moved, added or cut off unseen. A key encrypts one stream alone, so nonces need no random part.
"""

from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TAG_BYTES = 16
"""By which a sealed segment is longer than its content."""
_COUNTER_BYTES = 11


class StreamCipher:
    """Encrypts and decrypts the segments of one stream.

    Args:
        secret: its key, 32 bytes, of no other stream.
    """

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)

    def seal(self, number: int, content: bytes, *, last: bool) -> bytes:
        """Segment ``number``, from 0 on."""
        return self._cipher.encrypt(_nonce(number, last=last), content, None)

    def open(self, number: int, sealed: bytes, *, last: bool) -> bytes:
        """Its content.

        Raises:
            InvalidTag: if it is not what `seal` made with this key, number and ``last``.
        """
        return self._cipher.decrypt(_nonce(number, last=last), sealed, None)


def cut(blocks: Iterable[bytes], size: int) -> Iterator[tuple[int, bool, bytes]]:
    """The blocks, joined, as segments: the number of each, whether it is the last, and its bytes.

    Only the last one may have fewer bytes than ``size``; there is one at least.
    """
    number, waiting = 0, bytearray()
    for block in blocks:
        waiting += block
        at = 0
        # What fills a segment may be the last of it, and that is only known when more comes.
        while len(waiting) - at > size:
            yield number, False, bytes(waiting[at : at + size])
            number, at = number + 1, at + size
        del waiting[:at]
    yield number, True, bytes(waiting)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_COUNTER_BYTES, "big") + bytes([last])
