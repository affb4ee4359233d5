"""Passwords by Argon2id (RFC 9106, 2021); needs the extra ``http``."""

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

_SALT_BYTES, _HASH_BYTES = 16, 32


class Argon2PasswordHasher:
    """`PasswordHasher` by Argon2id, by default with RFC 9106's parameters for machines of little memory.

    Args:
        passes: over the memory.
        memory: KiB for each hash that is made or compared.
        lanes: threads.
    """

    def __init__(self, passes: int = 3, memory: int = 64 * 1_024, lanes: int = 4) -> None:
        self._argon2 = argon2.PasswordHasher(
            time_cost=passes, memory_cost=memory, parallelism=lanes, hash_len=_HASH_BYTES, salt_len=_SALT_BYTES
        )
        # No password has it, and to find that out takes as long as with a hash that somebody has.
        self._nobodys = f"$argon2id$v=19$m={memory},t={passes},p={lanes}${'A' * 22}${'A' * 43}"

    def hash(self, password: str) -> str:
        """See `PasswordHasher.hash`."""
        return self._argon2.hash(_bytes(password))

    def verify(self, password: str, hashed: str | None) -> bool:
        """See `PasswordHasher.verify`."""
        try:
            return self._argon2.verify(self._nobodys if hashed is None else hashed, _bytes(password))
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False

    def outdated(self, hashed: str) -> bool:
        """See `PasswordHasher.outdated`."""
        try:
            return self._argon2.check_needs_rehash(hashed)
        except InvalidHashError:
            return True


def _bytes(password: str) -> bytes:
    # A lone surrogate can come in by JSON; it is as good a character as any in a password.
    return password.encode("utf-8", "surrogatepass")
