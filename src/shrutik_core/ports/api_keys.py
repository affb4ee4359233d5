"""The repository of API keys, and how a request finds one."""

from datetime import datetime
from typing import Protocol

from shrutik_core.people.api_key import ApiKey, KeySecret
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ApiKeyId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "api_key_missing", "There is no such API key.")


class ApiKeys(Protocol):
    """API keys; no two have the same prefix."""

    def add(self, key: ApiKey) -> None:
        """Keep a new one."""
        ...

    def save(self, key: ApiKey) -> None:
        """Keep what changed; `KnownApiKeys` hear of it within a second.

        Raises:
            Missing: ``api_key_missing``.
        """
        ...

    def find(self, key: ApiKeyId, *, lock: bool = False) -> ApiKey | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def find_by_prefix(self, prefix: str) -> ApiKey | None:
        """By prefix."""
        ...

    def standing(self, contributor: ContributorId, now: datetime) -> int:
        """How many of an account's are neither revoked nor expired."""
        ...

    def revoke_all(self, contributor: ContributorId, now: datetime) -> int:
        """Revoke all of an account's that stand, as `save` would; how many that were."""
        ...

    def remove_all(self, contributor: ContributorId) -> int:
        """Take all of an account's away, for good; `KnownApiKeys` hear of it; how many that were."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[ApiKey]:
        """All of an account's, newest first."""
        ...


class KnownApiKeys(Protocol):
    """API keys for a look-up that every request of a program makes; a change is seen within a second everywhere."""

    def find(self, prefix: str) -> ApiKey | None:
        """By prefix, with an outdated `ApiKey.last_used_at`.

        Raises:
            Unavailable: ``database_unavailable``.
        """
        ...

    def used(self, key: ApiKey, now: datetime) -> None:
        """Note that the key was used: at most once a minute, and soon after this returns, which waits for nothing."""
        ...


class ApiKeySecrets(Protocol):
    """Makes secrets that cannot be guessed."""

    def new(self) -> KeySecret:
        """A prefix and a secret that were never given before."""
        ...
