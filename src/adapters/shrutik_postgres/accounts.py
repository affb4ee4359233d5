"""Accounts as each request asks for them: a cache in the process, which every change of one reaches by NOTIFY."""

import time
from collections import OrderedDict
from threading import Lock

import attrs
from sqlalchemy import Engine, event

from shrutik_core.people.contributor import Contributor
from shrutik_core.shared.ids import ContributorId, SessionId
from shrutik_postgres.account_listener import AccountListener
from shrutik_postgres.errors import translated
from shrutik_postgres.repositories.people import to_contributor

MOST_KEPT = 4_096
# Seconds for which an account is believed whatever is heard: a belt beside the notifications.
LONGEST_AGE = 60.0
# The sessions that ended lately: an access token of any that ended before has run out by itself.
_FIND = """
SELECT *, ARRAY(
    SELECT s.id FROM sessions AS s WHERE s.contributor = c.id AND s.ended_at > now() - interval '1 day'
) AS ended_sessions
FROM contributors AS c WHERE c.id = %(id)s
"""


@attrs.frozen
class _Entry:
    account: Contributor
    ended: frozenset[SessionId]
    read_at: float


class PostgresAccounts:
    """`Accounts` on PostgreSQL, for many threads; begins to listen at the first look-up, ends when the engine does.

    While nothing can be heard, because the listening connection is not there yet or was lost, every look-up reads the
    table, and the cache begins empty when it listens again.

    Args:
        engine: of the database.
        most: accounts that are kept; those not asked for longest go first.
        longest_age: seconds.
    """

    def __init__(self, engine: Engine, *, most: int = MOST_KEPT, longest_age: float = LONGEST_AGE) -> None:
        # One statement, one round trip: a transaction around it would be two more.
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._most = most
        self._longest_age = longest_age
        self._lock = Lock()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        # How often something was heard: what was read before may be out of date.
        self._heard = 0
        self._listener = AccountListener(engine.url, self._forget)
        event.listen(engine, "engine_disposed", lambda _: self.close())

    def find(self, contributor: ContributorId) -> Contributor | None:
        """See `Accounts.find`."""
        entry = self._entry(contributor)
        return entry.account if entry else None

    def has_ended(self, contributor: ContributorId, session: SessionId) -> bool:
        """See `Accounts.has_ended`."""
        entry = self._entry(contributor)
        return entry is not None and session in entry.ended

    def _entry(self, contributor: ContributorId) -> _Entry | None:
        self._listener.start()
        name = str(contributor)
        with self._lock:
            heard, entry = self._heard, self._entries.get(name)
            if entry is not None:
                self._entries.move_to_end(name)
        now = time.monotonic()
        if entry is not None and self._listener.listening and now - entry.read_at < self._longest_age:
            return entry
        read = self._read(contributor, now)
        if read is not None:
            self._keep(name, read, heard)
        return read

    def close(self) -> None:
        """Listen no more; a later look-up begins again."""
        self._listener.close()

    def _read(self, contributor: ContributorId, now: float) -> _Entry | None:
        with translated(), self._engine.connect() as connection:
            row = connection.exec_driver_sql(_FIND, {"id": contributor}).first()
        return _Entry(to_contributor(row), frozenset(row.ended_sessions), now) if row else None

    def _keep(self, name: str, entry: _Entry, heard: int) -> None:
        with self._lock:
            if heard == self._heard and self._listener.listening:
                self._entries[name] = entry
                self._entries.move_to_end(name)
                if len(self._entries) > self._most:
                    self._entries.popitem(last=False)

    def _forget(self, name: str | None) -> None:
        """Read one account anew, or all of them, when they are asked for next."""
        with self._lock:
            self._heard += 1
            if name is None:
                self._entries.clear()
            else:
                self._entries.pop(name, None)
