"""Password hashes that cost nothing and protect nothing."""

import hashlib
from itertools import count


class MemoryPasswordHasher:
    """`PasswordHasher` for tests: one round of SHA-256, with a counted salt.

    Args:
        version: stands for the parameters of a real one.
    """

    def __init__(self, version: str = "memory") -> None:
        self._version = version
        self._salts = count(1)

    def hash(self, password: str) -> str:
        """See `PasswordHasher.hash`."""
        return _hashed(self._version, password, str(next(self._salts)))

    def verify(self, password: str, hashed: str | None) -> bool:
        """See `PasswordHasher.verify`."""
        parts = (hashed or "").split("$")
        return len(parts) == 3 and _hashed(parts[0], password, parts[1]) == hashed

    def outdated(self, hashed: str) -> bool:
        """See `PasswordHasher.outdated`."""
        return hashed.partition("$")[0] != self._version


def _hashed(version: str, password: str, salt: str) -> str:
    digest = hashlib.sha256(f"{salt}${password}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{version}${salt}${digest}"
