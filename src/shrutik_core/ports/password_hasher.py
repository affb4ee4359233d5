"""Password hashing."""

from typing import Protocol


class PasswordHasher(Protocol):
    """Turns passwords into hashes that cannot be turned back."""

    def hash(self, password: str) -> str:
        """A salted hash with its parameters in it."""
        ...

    def verify(self, password: str, hashed: str | None) -> bool:
        """Whether the password made the hash.

        Takes as long for ``None`` (no such account) as for a wrong password; malformed hashes are False.
        """
        ...

    def outdated(self, hashed: str) -> bool:
        """Whether a new hash of the password would be made with other parameters than this one was."""
        ...
