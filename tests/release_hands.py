"""Keys that sign by a hash of the message, for tests of what is signed: whoever has the key can check, and forge."""

import hashlib

from shrutik_core.releases.signing.release_key import ReleaseKey


class Hand:
    """Who signs, with a key of their own.

    Args:
        number: which key.
    """

    def __init__(self, number):
        self.key = ReleaseKey(bytes([number]) * 8, hashlib.sha256(bytes([number])).digest())

    def sign(self, message):
        return _signed(self.key, message)


def holds(key, message, signature):
    """Whether the key signed the message so."""
    return signature == _signed(key, message)


def _signed(key, message):
    return hashlib.blake2b(key.value + message).digest()
