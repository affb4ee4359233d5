"""Messages about the leaderboard of a collection."""

from typing import Annotated, Self

from pydantic import Field

from shrutik_core.people.leaderboard import LONGEST_LEADERBOARD, Leaderboard, LeaderboardOrder, LeaderboardPlace
from shrutik_http.messages import Message, Query, to_microseconds


class LeaderboardQuery(Query):
    """What the leaderboard goes by."""

    by: Annotated[LeaderboardOrder, Field(description="Seconds recorded, or clips transcribed.")] = (
        LeaderboardOrder.RECORDED
    )


class LeaderboardPlaceMessage(Message):
    """A person's place; the month begins in UTC."""

    rank: Annotated[int, Field(description="People who gave the same share one.", ge=1)]
    name: str
    recorded_seconds_this_month: Annotated[float, Field(ge=0)]
    recorded_seconds: Annotated[float, Field(description="From the beginning.", ge=0)]
    transcribed_this_month: Annotated[int, Field(description="Clips.", ge=0)]
    transcribed: Annotated[int, Field(description="Clips, from the beginning.", ge=0)]

    @classmethod
    def of(cls, place: LeaderboardPlace) -> Self:
        """The place."""
        given = place.contribution
        return cls(
            rank=place.rank,
            name=given.name,
            recorded_seconds_this_month=to_microseconds(given.month.recorded),
            recorded_seconds=to_microseconds(given.whole.recorded),
            transcribed_this_month=given.month.transcribed,
            transcribed=given.whole.transcribed,
        )


class LeaderboardMessage(Message):
    """Who gave most this month, of those who chose to be named (`on_leaderboard`); it is some minutes old at most."""

    first: Annotated[
        list[LeaderboardPlaceMessage], Field(description="In order of rank.", max_length=LONGEST_LEADERBOARD)
    ]
    own: Annotated[LeaderboardPlaceMessage | None, Field(description="Your own place; null if you are not on it.")]

    @classmethod
    def of(cls, leaderboard: Leaderboard) -> Self:
        """The leaderboard."""
        own = leaderboard.own
        return cls(
            first=[LeaderboardPlaceMessage.of(place) for place in leaderboard.first],
            own=LeaderboardPlaceMessage.of(own) if own else None,
        )
