"""Secrets that are counted, so that each run makes the same."""

import base64
import hashlib
from itertools import count


class MemorySecretSource:
    """`SecretSource` for tests.

    Args:
        seed: another one makes others.
    """

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._numbers = count(1)

    def new(self) -> str:
        """See `SecretSource.new`."""
        digest = hashlib.sha256(f"{self._seed}.{next(self._numbers)}".encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
