"""API keys as each request of a program asks for them: a cache in the process, and notes of their use beside it."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import Engine, event

from shrutik_core.people.api_key import ApiKey
from shrutik_core.shared.ids import ApiKeyId
from shrutik_postgres.account_listener import AccountListener
from shrutik_postgres.errors import translated
from shrutik_postgres.heard_cache import MOST_KEPT, HeardCache
from shrutik_postgres.repositories.api_keys import to_api_key

BETWEEN_NOTES = timedelta(minutes=1)
_FIND = "SELECT * FROM api_keys WHERE prefix = %(prefix)s"
# Another process may have noted it meanwhile.
_NOTE = """
UPDATE api_keys SET last_used_at = %(now)s
WHERE id = %(id)s AND (last_used_at IS NULL OR last_used_at <= %(before)s)
"""


class PostgresKnownApiKeys:
    """`KnownApiKeys` on PostgreSQL, for many threads.

    Args:
        engine: of the database.
        listener: hears of keys that changed.
        count_of: see `HeardCache`.
    """

    def __init__(self, engine: Engine, listener: AccountListener, count_of: Callable[[str], int] = lambda _: 0) -> None:
        # One statement, one round trip: a transaction around it would be two more.
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._cache = HeardCache(listener, self._read, count_of=count_of)
        self._lock = Lock()
        self._noted: OrderedDict[ApiKeyId, datetime] = OrderedDict()
        self._writer: ThreadPoolExecutor | None = None
        event.listen(engine, "engine_disposed", lambda _: self.close())

    def find(self, prefix: str) -> ApiKey | None:
        """See `KnownApiKeys.find`."""
        return self._cache.find(prefix)

    def used(self, key: ApiKey, now: datetime) -> None:
        """See `KnownApiKeys.used`; what the database does not take is noted with a use a minute later."""
        with self._lock:
            noted = self._noted.get(key.id)
            if noted is not None and now - noted < BETWEEN_NOTES:
                return
            self._noted[key.id] = now
            self._noted.move_to_end(key.id)
            if len(self._noted) > MOST_KEPT:
                self._noted.popitem(last=False)
            if self._writer is None:
                self._writer = ThreadPoolExecutor(1, "notes of used keys")
            self._writer.submit(self._note, key.id, now)

    def close(self) -> None:
        """Note no more; a later use begins again."""
        with self._lock:
            writer, self._writer = self._writer, None
        if writer is not None:
            writer.shutdown(wait=False, cancel_futures=True)

    def _note(self, key: ApiKeyId, now: datetime) -> None:
        with translated(), self._engine.connect() as connection:
            connection.exec_driver_sql(_NOTE, {"id": key, "now": now, "before": now - BETWEEN_NOTES})

    def _read(self, prefix: str) -> ApiKey | None:
        with translated(), self._engine.connect() as connection:
            row = connection.exec_driver_sql(_FIND, {"prefix": prefix}).first()
        return to_api_key(row) if row else None
