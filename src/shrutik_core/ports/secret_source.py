"""The port of secrets that a person or program carries."""

from typing import Protocol


class SecretSource(Protocol):
    """Makes secrets that nobody can guess."""

    def new(self) -> str:
        """A secret of 256 random bits: 43 characters of A-Z, a-z, 0-9, ``-`` and ``_``."""
        ...
