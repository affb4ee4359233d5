"""Password hashes that cost nothing and protect nothing."""

import hashlib
from itertools import count


class MemoryPasswordHasher:
    """`PasswordHasher` for tests: one round of SHA-256, with a counted salt."""

    def __init__(self) -> None:
        self._salts = count(1)

    def hash(self, password: str) -> str:
        """See `PasswordHasher.hash`."""
        return _hashed(password, str(next(self._salts)))

    def verify(self, password: str, hashed: str | None) -> bool:
        """See `PasswordHasher.verify`."""
        parts = (hashed or "").split("$")
        return len(parts) == 3 and _hashed(password, parts[1]) == hashed


def _hashed(password: str, salt: str) -> str:
    digest = hashlib.sha256(f"{salt}${password}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"memory${salt}${digest}"
