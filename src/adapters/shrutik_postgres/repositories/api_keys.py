"""The repository of API keys on PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update

from shrutik_core.people.api_key import ApiKey
from shrutik_core.people.roles import Permission
from shrutik_core.shared.ids import ApiKeyId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.account_listener import CHANNEL
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.api_keys import api_keys
from shrutik_postgres.transaction import Transaction, Values


class PostgresApiKeys:
    """`ApiKeys` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, key: ApiKey) -> None:
        """See `ApiKeys.add`."""
        self._transaction.run(insert(api_keys).values(_values(key)))

    def save(self, key: ApiKey) -> None:
        """See `ApiKeys.save`."""
        self._transaction.change(update(api_keys).where(api_keys.c.id == key.id).values(_values(key)), "api_key")
        self._tell(key.prefix)

    def find(self, key: ApiKeyId, *, lock: bool = False) -> ApiKey | None:
        """See `ApiKeys.find`."""
        wanted = select(api_keys).where(api_keys.c.id == key)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return to_api_key(row) if row else None

    def find_by_prefix(self, prefix: str) -> ApiKey | None:
        """See `ApiKeys.find_by_prefix`."""
        row = self._transaction.first(select(api_keys).where(api_keys.c.prefix == prefix))
        return to_api_key(row) if row else None

    def standing(self, contributor: ContributorId, now: datetime) -> int:
        """See `ApiKeys.standing`."""
        wanted = select(func.count()).where(
            api_keys.c.contributor == contributor,
            api_keys.c.revoked_at.is_(None),
            or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > now),
        )
        return int(self._transaction.scalar(wanted))

    def revoke_all(self, contributor: ContributorId, now: datetime) -> int:
        """See `ApiKeys.revoke_all`."""
        standing = api_keys.c.contributor == contributor, api_keys.c.revoked_at.is_(None)
        return self._tell_all(update(api_keys).where(*standing).values(revoked_at=now).returning(api_keys.c.prefix))

    def remove_all(self, contributor: ContributorId) -> int:
        """See `ApiKeys.remove_all`."""
        gone = delete(api_keys).where(api_keys.c.contributor == contributor)
        return self._tell_all(gone.returning(api_keys.c.prefix))

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[ApiKey]:
        """See `ApiKeys.page`."""
        theirs = select(api_keys).where(api_keys.c.contributor == contributor)
        return newest_first(self._transaction, theirs, request, by_birth(api_keys), to_api_key)

    def _tell_all(self, change: Any) -> int:  # noqa: ANN401 - an update or a deletion that returns prefixes
        changed = self._transaction.all(change)
        for row in changed:
            self._tell(row.prefix)
        return len(changed)

    def _tell(self, prefix: str) -> None:
        self._transaction.tell(CHANNEL, prefix)


def _values(key: ApiKey) -> Values:
    return {
        "id": key.id,
        "contributor": key.contributor,
        "name": key.name,
        "prefix": key.prefix,
        "secret_hash": key.secret_hash,
        "scopes": sorted(scope.value for scope in key.scopes),
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "last_used_at": key.last_used_at,
        "revoked_at": key.revoked_at,
    }


def to_api_key(row: Row[Any]) -> ApiKey:
    """The key of a row."""
    return ApiKey(
        id=row.id,
        contributor=row.contributor,
        name=row.name,
        prefix=row.prefix,
        secret_hash=row.secret_hash,
        scopes=frozenset(map(Permission, row.scopes)),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
