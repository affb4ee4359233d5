"""The repository of one-time tokens on PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from shrutik_core.people.one_time_token import OneTimeToken, TokenPurpose
from shrutik_core.shared.ids import ContributorId
from shrutik_postgres.tables.sessions import one_time_tokens
from shrutik_postgres.transaction import Transaction, Values

_ROWS = one_time_tokens.c


class PostgresOneTimeTokens:
    """`OneTimeTokens` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def replace(self, token: OneTimeToken) -> None:
        """See `OneTimeTokens.replace`."""
        self._transaction.alone("one-time tokens", token.contributor, token.purpose)
        self.remove(token.contributor, token.purpose)
        self._transaction.add(insert(one_time_tokens), [_values(token)])

    def save(self, token: OneTimeToken) -> None:
        """See `OneTimeTokens.save`."""
        statement = update(one_time_tokens).where(_ROWS.digest == token.digest)
        self._transaction.change(statement.values(_values(token)), "one_time_token")

    def find(self, digest: str) -> OneTimeToken | None:
        """See `OneTimeTokens.find`."""
        row = self._transaction.first(select(one_time_tokens).where(_ROWS.digest == digest).with_for_update())
        return _token(row) if row else None

    def remove(self, contributor: ContributorId, *purposes: TokenPurpose) -> None:
        """See `OneTimeTokens.remove`."""
        theirs = _ROWS.contributor == contributor, _ROWS.purpose.in_([purpose.value for purpose in purposes])
        self._transaction.run(delete(one_time_tokens).where(*theirs))

    def forget(self, before: datetime, most: int) -> int:
        """See `OneTimeTokens.forget`."""
        over = select(_ROWS.digest).where(_ROWS.expires_at < before).limit(most).with_for_update(skip_locked=True)
        return self._transaction.run(delete(one_time_tokens).where(_ROWS.digest.in_(over)))


def _values(token: OneTimeToken) -> Values:
    return {
        "digest": token.digest,
        "purpose": token.purpose.value,
        "contributor": token.contributor,
        "email": token.email,
        "expires_at": token.expires_at,
        "used_at": token.used_at,
    }


def _token(row: Row[Any]) -> OneTimeToken:
    return OneTimeToken(
        digest=row.digest,
        purpose=TokenPurpose(row.purpose),
        contributor=row.contributor,
        email=row.email,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
