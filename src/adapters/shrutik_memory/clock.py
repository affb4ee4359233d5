"""A clock that stands still until it is told."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class MemoryClock:
    """`Clock` for tests: stands at an instant, 2026-01-05 08:00 UTC unless said."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def now(self) -> datetime:
        """See `Clock.now`."""
        return self._now

    def advance(self, by: timedelta) -> datetime:
        """Let time pass; the new present."""
        self._now += by
        return self._now
