"""The repository of attempts to log in that failed, or are under way."""

from datetime import datetime
from typing import Protocol

from shrutik_core.people.login_attempts import LoginAttempts


class LoginAttemptCounts(Protocol):
    """How often a log-in failed lately, for each account and each network address."""

    def find(self, digest: str) -> LoginAttempts:
        """The count of one account or address, 0 if there is none; others who ask wait for this unit of work's end.

        Whoever asks for several asks in the order of `LoginScope`, so that no two wait for each other.
        """
        ...

    def put(self, attempts: LoginAttempts) -> None:
        """Keep the count in place of the one before; none is kept of 0."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Delete up to ``most`` whose last attempt was before the instant; how many that were."""
        ...
