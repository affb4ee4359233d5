"""API keys in memory: the repository, the look-up of requests, and secrets that can be foretold."""

import hashlib
from datetime import datetime, timedelta
from itertools import count

import attrs

from shrutik_core.people.api_key import PREFIX_LENGTH, ApiKey, KeySecret
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ApiKeyId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore

_BETWEEN_NOTES = timedelta(minutes=1)


class MemoryApiKeys:
    """`ApiKeys` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.api_keys

    def add(self, key: ApiKey) -> None:
        """See `ApiKeys.add`."""
        self._rows.put(key.id, key)

    def save(self, key: ApiKey) -> None:
        """See `ApiKeys.save`."""
        self._rows.replace(key.id, key)

    def find(self, key: ApiKeyId, *, lock: bool = False) -> ApiKey | None:  # noqa: ARG002 - all is locked
        """See `ApiKeys.find`."""
        return self._rows.get(key)

    def find_by_prefix(self, prefix: str) -> ApiKey | None:
        """See `ApiKeys.find_by_prefix`."""
        return next(iter(self._rows.group("prefix", prefix)), None)

    def standing(self, contributor: ContributorId, now: datetime) -> int:
        """See `ApiKeys.standing`."""
        theirs = self._rows.group("contributor", contributor)
        return sum(key.revoked_at is None and not key.expired(now) for key in theirs)

    def revoke_all(self, contributor: ContributorId, now: datetime) -> int:
        """See `ApiKeys.revoke_all`."""
        standing = [key for key in self._rows.group("contributor", contributor) if key.revoked_at is None]
        for key in standing:
            self.save(key.revoke(now))
        return len(standing)

    def remove_all(self, contributor: ContributorId) -> int:
        """See `ApiKeys.remove_all`."""
        theirs = self._rows.group("contributor", contributor)
        for key in theirs:
            self._rows.remove(key.id)
        return len(theirs)

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[ApiKey]:
        """See `ApiKeys.page`."""
        return newest_first(self._rows.group("contributor", contributor), request, lambda key: key.created_at)


class MemoryKnownApiKeys:
    """`KnownApiKeys` that looks into the repository each time."""

    def __init__(self, units_of_work: UnitsOfWork) -> None:
        self._units_of_work = units_of_work

    def find(self, prefix: str) -> ApiKey | None:
        """See `KnownApiKeys.find`."""
        with self._units_of_work() as uow:
            return uow.api_keys.find_by_prefix(prefix)

    def used(self, key: ApiKey, now: datetime) -> None:
        """See `KnownApiKeys.used`."""
        with self._units_of_work() as uow:
            kept = uow.api_keys.find(key.id, lock=True)
            if kept is not None and (kept.last_used_at is None or now - kept.last_used_at >= _BETWEEN_NOTES):
                uow.api_keys.save(attrs.evolve(kept, last_used_at=now))
                uow.commit()


class MemoryApiKeySecrets:
    """`ApiKeySecrets` for tests: the same in each run."""

    def __init__(self) -> None:
        self._numbers = count()

    def new(self) -> KeySecret:
        """See `ApiKeySecrets.new`."""
        secret = hashlib.sha256(f"secret {next(self._numbers)}".encode()).hexdigest()
        return KeySecret(secret[:PREFIX_LENGTH], secret[::-1])
