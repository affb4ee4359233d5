"""The repository of attempts to log in on PostgreSQL."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.people.login_attempts import LoginAttempts
from shrutik_postgres.tables.sessions import login_attempts
from shrutik_postgres.transaction import Transaction

_ROWS = login_attempts.c


class PostgresLoginAttemptCounts:
    """`LoginAttemptCounts` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, digest: str) -> LoginAttempts:
        """See `LoginAttemptCounts.find`."""
        self._transaction.alone("login attempts", digest)
        row = self._transaction.first(select(login_attempts).where(_ROWS.digest == digest))
        return LoginAttempts(row.digest, row.failures, row.last_at) if row else LoginAttempts(digest)

    def put(self, attempts: LoginAttempts) -> None:
        """See `LoginAttemptCounts.put`."""
        if not attempts.failures:
            self._transaction.run(delete(login_attempts).where(_ROWS.digest == attempts.digest))
            return
        values = {"failures": attempts.failures, "last_at": attempts.last_at}
        statement = upsert(login_attempts).values(digest=attempts.digest, **values)
        self._transaction.run(statement.on_conflict_do_update(index_elements=[_ROWS.digest], set_=values))

    def forget(self, before: datetime, most: int) -> int:
        """See `LoginAttemptCounts.forget`."""
        over = select(_ROWS.digest).where(_ROWS.last_at < before).limit(most).with_for_update(skip_locked=True)
        return self._transaction.run(delete(login_attempts).where(_ROWS.digest.in_(over)))
