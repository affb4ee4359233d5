"""Turns of periodic tasks: of all who would do one, one does it each time."""

from datetime import datetime, timedelta
from typing import Protocol


class PeriodicTurns(Protocol):
    """When periodic tasks were last begun, by whichever process."""

    def take(self, name: str, every: timedelta, now: datetime) -> bool:
        """Whether it is the caller's turn; then it is noted as begun, and nobody else's before the interval is over.

        Of callers at the same time one gets the turn. An instant after ``now`` is a clock's mistake and keeps nobody.

        Args:
            name: of the task.
            every: the interval, above 0.
            now: the instant, UTC.
        """
        ...
