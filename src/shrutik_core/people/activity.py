"""What a person has done so far, day by day; days are those of the place where the person is."""

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

LAST_DAYS = 30
"""Days that are told one by one."""
LONGEST_STREAK = 366
"""Days that a streak is followed back."""
FARTHEST_OFFSET = 14 * 60
"""Minutes that any place on Earth is ahead of UTC or behind it, at most."""


@attrs.frozen
class ActiveDay:
    """A day on which a person recorded or transcribed.

    Attributes:
        date: in the person's own time.
        recorded_seconds: of recordings sent that day, as far as they were processed.
        transcriptions: sent that day.
    """

    date: date
    recorded_seconds: float = 0.0
    transcriptions: int = 0


@attrs.frozen
class Activity:
    """What a person has done so far.

    Attributes:
        recorded_seconds: of their own voice, without recordings that were refused, failed or withdrawn.
        recordings: as many.
        transcriptions: texts that they typed.
        settled: clips of their own voice whose text is agreed.
        days: on which they did something, oldest first.
    """

    recorded_seconds: float = 0.0
    recordings: int = 0
    transcriptions: int = 0
    settled: int = 0
    days: tuple[ActiveDay, ...] = ()

    def streak(self, today: date) -> int:
        """Days in a row on which something was done, up to today or, as today is not over yet, to yesterday."""
        active = {one.date for one in self.days}
        day = today if today in active else today - timedelta(days=1)
        count = 0
        while day in active:
            count, day = count + 1, day - timedelta(days=1)
        return count

    def last_days(self, today: date) -> tuple[ActiveDay, ...]:
        """The last 30 days with today at the end, also those on which nothing was done."""
        known = {one.date: one for one in self.days}
        return tuple(known.get(day, ActiveDay(day)) for day in days_until(today))


def days_until(today: date) -> Iterable[date]:
    """The last 30 days, oldest first; today is the last."""
    return (today - timedelta(days=back) for back in reversed(range(LAST_DAYS)))
