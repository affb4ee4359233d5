"""The repository of one-time tokens, which letters bring to people."""

from datetime import datetime
from typing import Protocol

from shrutik_core.people.one_time_token import OneTimeToken, TokenPurpose
from shrutik_core.shared.ids import ContributorId


class OneTimeTokens(Protocol):
    """Secrets that do one thing once; of one person and purpose the newest alone is good."""

    def replace(self, token: OneTimeToken) -> None:
        """Keep a new one, in place of all of the same person and purpose."""
        ...

    def save(self, token: OneTimeToken) -> None:
        """Keep what changed.

        Raises:
            Missing: ``one_time_token_missing``.
        """
        ...

    def find(self, digest: str) -> OneTimeToken | None:
        """By its digest; no other unit of work changes it until this unit of work ends."""
        ...

    def remove(self, contributor: ContributorId, *purposes: TokenPurpose) -> None:
        """Delete all of a person that are good for these purposes."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Delete up to ``most`` that expired before the instant; how many that were."""
        ...
