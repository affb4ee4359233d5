"""A signature in minisign's format, prehashed: Ed25519 over BLAKE2b-512 of the content, and over that and a comment."""

import hashlib
from collections.abc import Callable, Iterable

import attrs

from shrutik_core.releases.signing.minisign_text import (
    KEY_ID_BYTES,
    TRUSTED,
    UNTRUSTED,
    check_bytes,
    check_comment,
    malformed,
    read_blob,
    read_comment,
    read_lines,
    write_blob,
)
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.shared.errors import Invalid

SIGNATURE_BYTES = 64
_ALGORITHM, _OLD_ALGORITHM = b"ED", b"Ed"
_WHAT = "a signature"

Sign = Callable[[bytes], bytes]
"""The Ed25519 signature of a message; `shrutik_core.ports.release_signer.ReleaseSigner.sign`."""

Holds = Callable[[ReleaseKey, bytes, bytes], bool]
"""Whether a key signed a message so; `shrutik_core.ports.release_signer.SignatureChecker.holds`."""


@attrs.frozen
class ReleaseSignature:
    """What proves that the holder of a key signed some content together with a comment.

    Attributes:
        key_id: of the key that signed, 8 bytes.
        value: over the content's hash, 64 bytes.
        comment: trusted, for it is signed too; one line.
        seal: over the value and the comment, 64 bytes.

    Raises:
        Invalid: ``signature_malformed``.
    """

    key_id: bytes
    value: bytes
    comment: str = attrs.field(converter=check_comment)
    seal: bytes

    def __attrs_post_init__(self) -> None:
        check_bytes("id of a key", self.key_id, KEY_ID_BYTES)
        check_bytes("signature", self.value, SIGNATURE_BYTES)
        check_bytes("signature of the comment", self.seal, SIGNATURE_BYTES)


def prehash(content: bytes) -> bytes:
    """What is signed in place of the content: BLAKE2b-512 (RFC 7693, 2015), 64 bytes."""
    return hashlib.blake2b(content).digest()


def sign(content: bytes, comment: str, key: ReleaseKey, by: Sign) -> ReleaseSignature:
    """The signature of a content.

    Args:
        content: e.g. a list of checksums.
        comment: to be trusted with it.
        key: public half of the key that signs.
        by: signs with the secret half.

    Raises:
        Invalid: ``signature_malformed`` if the comment is not one line.
    """
    value = by(prehash(content))
    return ReleaseSignature(key.id, value, comment, by(value + check_comment(comment).encode()))


def check_signature(
    content: bytes, signature: ReleaseSignature, keys: Iterable[ReleaseKey], holds: Holds
) -> ReleaseKey:
    """Which of the keys signed the content and the comment.

    Args:
        content: as it came.
        signature: that came with it.
        keys: those that are trusted.
        holds: checks one Ed25519 signature.

    Raises:
        Invalid: ``signature_unknown`` if none of these keys has the id, ``signature_wrong`` if the content, the comment
            or the signature is not what the key's holder signed.
    """
    named = [key for key in keys if key.id == signature.key_id]
    if not named:
        detail = f"This was signed with the key {signature.key_id[::-1].hex().upper()}, which is not trusted here; "
        raise Invalid("signature_unknown", detail + "compare it with the address that published the key.")
    hashed, sealed = prehash(content), signature.value + signature.comment.encode()
    for key in named:
        if holds(key, hashed, signature.value) and holds(key, sealed, signature.seal):
            return key
    raise Invalid("signature_wrong", "This is not what was signed; fetch it again from the address that published it.")


def write_signature(signature: ReleaseSignature) -> str:
    """The file that stands beside the content, ``.minisig``."""
    first, last = write_blob(_ALGORITHM + signature.key_id + signature.value), write_blob(signature.seal)
    return f"{UNTRUSTED}signature of a Shrutik release\n{first}\n{TRUSTED}{signature.comment}\n{last}\n"


def read_signature(text: str) -> ReleaseSignature:
    """The signature of a file.

    Raises:
        Invalid: ``signature_legacy`` if it was made without hashing first, ``signature_malformed`` if it is none.
    """
    lines = read_lines(text.removesuffix("\n"), most=5)
    if len(lines) != 4:
        raise malformed(_WHAT)
    read_comment(lines[0], UNTRUSTED, _WHAT)
    blob = read_blob(lines[1], len(_ALGORITHM) + KEY_ID_BYTES + SIGNATURE_BYTES, _WHAT)
    comment = read_comment(lines[2], TRUSTED, _WHAT)
    algorithm, key_id, value = blob[:2], blob[2:-SIGNATURE_BYTES], blob[-SIGNATURE_BYTES:]
    if algorithm == _OLD_ALGORITHM:
        raise Invalid("signature_legacy", "The signature is of minisign's old kind; sign again without '-l'.")
    if algorithm != _ALGORITHM:
        raise malformed(_WHAT)
    return ReleaseSignature(key_id, value, comment, read_blob(lines[3], SIGNATURE_BYTES, _WHAT))
