"""The repository of attempts to log in, in memory."""

from datetime import datetime

from shrutik_core.people.login_attempts import LoginAttempts
from shrutik_memory.store import MemoryStore


class MemoryLoginAttemptCounts:
    """`LoginAttemptCounts` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.login_attempts

    def find(self, digest: str) -> LoginAttempts:
        """See `LoginAttemptCounts.find`."""
        return self._rows.get(digest) or LoginAttempts(digest)

    def put(self, attempts: LoginAttempts) -> None:
        """See `LoginAttemptCounts.put`."""
        if attempts.failures:
            self._rows.put(attempts.digest, attempts)
        else:
            self._rows.remove(attempts.digest)

    def forget(self, before: datetime, most: int) -> int:
        """See `LoginAttemptCounts.forget`."""
        over = [row for row in self._rows.all() if row.last_at is None or row.last_at < before][:most]
        for attempts in over:
            self._rows.remove(attempts.digest)
        return len(over)
