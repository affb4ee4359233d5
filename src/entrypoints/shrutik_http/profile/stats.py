"""Messages about what a person has done so far."""

from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import Field

from shrutik_core.people.activity import FARTHEST_OFFSET, ActiveDay, Activity
from shrutik_http.messages import Message, Query, to_microseconds


class StatsQuery(Query):
    """By which clock days begin."""

    utc_offset: Annotated[
        int,
        Field(description="Minutes by which the person is ahead of UTC.", ge=-FARTHEST_OFFSET, le=FARTHEST_OFFSET),
    ] = 0

    @property
    def ahead(self) -> timedelta:
        """The same as a span of time."""
        return timedelta(minutes=self.utc_offset)


class DayMessage(Message):
    """One day of a person."""

    date: date
    recorded_seconds: float
    transcriptions: int

    @classmethod
    def of(cls, day: ActiveDay) -> Self:
        """The day."""
        seconds = to_microseconds(day.recorded_seconds)
        return cls(date=day.date, recorded_seconds=seconds, transcriptions=day.transcriptions)


class StatsMessage(Message):
    """What a person has done so far; recordings that were refused, failed or withdrawn do not count."""

    recorded_seconds: Annotated[float, Field(description="Of their own voice, as far as recordings were processed.")]
    recordings: int
    transcriptions: int
    settled: Annotated[int, Field(description="Clips of their own voice whose text is agreed.")]
    streak_days: Annotated[int, Field(description="Days in a row, up to today or yesterday; 366 at most.")]
    days: Annotated[list[DayMessage], Field(description="The last 30, oldest first; today is the last.")]

    @classmethod
    def of(cls, activity: Activity, today: date) -> Self:
        """What was done until today."""
        return cls(
            recorded_seconds=to_microseconds(activity.recorded_seconds),
            recordings=activity.recordings,
            transcriptions=activity.transcriptions,
            settled=activity.settled,
            streak_days=activity.streak(today),
            days=[DayMessage.of(one) for one in activity.last_days(today)],
        )
