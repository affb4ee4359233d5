"""Accounts as each request asks for them: a cache in the process, which every change of one reaches by NOTIFY."""

from collections.abc import Callable
from uuid import UUID

import attrs
from sqlalchemy import Engine, event

from shrutik_core.people.contributor import Contributor
from shrutik_core.shared.ids import ContributorId, SessionId
from shrutik_postgres.account_listener import AccountListener
from shrutik_postgres.errors import translated
from shrutik_postgres.heard_cache import LONGEST_AGE, MOST_KEPT, HeardCache
from shrutik_postgres.repositories.people import to_contributor

# The sessions that ended lately: an access token of any that ended before has run out by itself.
_FIND = """
SELECT *, ARRAY(
    SELECT s.id FROM sessions AS s WHERE s.contributor = c.id AND s.ended_at > now() - interval '1 day'
) AS ended_sessions
FROM contributors AS c WHERE c.id = %(id)s
"""


@attrs.frozen
class _Known:
    account: Contributor
    ended: frozenset[SessionId]


class PostgresAccounts:
    """`Accounts` on PostgreSQL, for many threads; begins to listen at the first look-up, ends when the engine does.

    Args:
        engine: of the database.
        listener: that others listen with, too; None for one of its own.
        most: accounts that are kept; those not asked for longest go first.
        longest_age: seconds.
        count_of: see `HeardCache`.
    """

    def __init__(
        self,
        engine: Engine,
        listener: AccountListener | None = None,
        *,
        most: int = MOST_KEPT,
        longest_age: float = LONGEST_AGE,
        count_of: Callable[[str], int] = lambda _: 0,
    ) -> None:
        # One statement, one round trip: a transaction around it would be two more.
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._listener = listener or AccountListener(engine.url)
        self._cache = HeardCache(self._listener, self._read, most=most, longest_age=longest_age, count_of=count_of)
        event.listen(engine, "engine_disposed", lambda _: self.close())

    def find(self, contributor: ContributorId) -> Contributor | None:
        """See `Accounts.find`."""
        known = self._cache.find(str(contributor))
        return known.account if known else None

    def has_ended(self, contributor: ContributorId, session: SessionId) -> bool:
        """See `Accounts.has_ended`."""
        known = self._cache.find(str(contributor))
        return known is not None and session in known.ended

    def close(self) -> None:
        """Listen no more; a later look-up begins again."""
        self._listener.close()

    def _read(self, name: str) -> _Known | None:
        with translated(), self._engine.connect() as connection:
            row = connection.exec_driver_sql(_FIND, {"id": UUID(name)}).first()
        return _Known(to_contributor(row), frozenset(row.ended_sessions)) if row else None
