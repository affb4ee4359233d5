"""Questions to Redis that a request cannot wait for: answered in a moment, or not at all."""

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from redis import Redis
from redis.exceptions import RedisError

from shrutik_core.shared.errors import Unavailable, declare

declare(Unavailable, "redis_away", "Redis does not answer.")

PREFIX = "shrutik:"
"""How all names begin that we keep in Redis, so that a user who may use no others is enough."""
PAUSE = 1.0
"""Seconds for which nobody asks after a question was not answered."""
BETWEEN_LOGS = 60.0
"""Seconds between two lines in the log that say so."""
_LONGEST_TOLD = 200

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


class Asking:
    """Asks Redis as long as it answers; while it does not, one caller a second tries, and no other waits.

    Args:
        client: with a patience of a fraction of a second.
        instead: what happens while Redis does not answer, for the log.
        pause: seconds for which nobody asks after a failure.
    """

    def __init__(self, client: Redis, instead: str, pause: float = PAUSE) -> None:
        self._client, self._instead, self._pause = client, instead, pause
        self._lock, self._trying = Lock(), False
        self._away_until: float | None = None
        self._logged = float("-inf")

    def ask(self, question: Callable[[Redis], T]) -> T:
        """The answer.

        Args:
            question: a command or a few.

        Raises:
            Unavailable: ``redis_away`` if Redis does not answer, refuses, or did so less than a pause ago.
        """
        trying = self._begin()
        try:
            answer = question(self._client)
        except RedisError as error:
            self._fail(error)
            raise Unavailable("redis_away", f"Redis does not answer: {self._instead}.") from error
        finally:
            if trying:
                self._trying = False
        if trying:
            self._away_until = None
            _LOG.warning("redis_back")
        return answer

    def _begin(self) -> bool:
        """Whether this caller is the one who tries whether Redis is back."""
        if self._away_until is None:
            return False
        with self._lock:
            away = self._away_until
            if away is None:
                return False
            if self._trying or time.monotonic() < away:
                raise Unavailable("redis_away", f"Redis did not answer a moment ago: {self._instead}.")
            self._trying = True
        return True

    def _fail(self, error: RedisError) -> None:
        now = time.monotonic()
        with self._lock:
            self._away_until = now + self._pause
            due = now - self._logged >= BETWEEN_LOGS
            if due:
                self._logged = now
        if due:
            # What is said of sentinels goes on with all that is known of the clients of each.
            told = str(error).partition(" : <")[0][:_LONGEST_TOLD]
            _LOG.warning("redis_away", extra={"error": type(error).__name__, "detail": f"{told}: {self._instead}."})
