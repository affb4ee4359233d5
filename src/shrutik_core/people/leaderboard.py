"""The leaderboard of a collection: those who chose to stand on it, by what they gave this month."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from shrutik_core.shared.ids import ContributorId

LONGEST_LEADERBOARD = 20
"""People who are named at most."""


class LeaderboardOrder(StrEnum):
    """What a leaderboard goes by."""

    RECORDED = "recorded"
    TRANSCRIBED = "transcribed"


@attrs.frozen
class Given:
    """What a person gave in some time.

    Attributes:
        recorded: seconds of their own voice, without recordings that were refused, failed or withdrawn, 0 and up.
        transcribed: clips that they typed, 0 and up.
    """

    recorded: float = 0.0
    transcribed: int = 0

    def by(self, order: LeaderboardOrder) -> float:
        """The figure that the order goes by."""
        return self.recorded if order is LeaderboardOrder.RECORDED else self.transcribed


@attrs.frozen
class Contribution:
    """What a person gave to one collection.

    Attributes:
        person: who chose to stand on leaderboards.
        name: as others see it.
        month: since the month began.
        whole: from the beginning.
    """

    person: ContributorId
    name: str
    month: Given
    whole: Given


@attrs.frozen
class LeaderboardPlace:
    """A place on a leaderboard.

    Attributes:
        rank: 1 and up; people who gave the same share one.
        contribution: whose, and of what.
    """

    rank: int
    contribution: Contribution


@attrs.frozen
class Leaderboard:
    """What one person sees of a leaderboard.

    Attributes:
        first: the first places, at most 20.
        own: the person's place; None if they did not choose to stand on it, or gave nothing yet.
    """

    first: tuple[LeaderboardPlace, ...] = ()
    own: LeaderboardPlace | None = None


def leaderboard_for(
    person: ContributorId, contributions: Iterable[Contribution], order: LeaderboardOrder
) -> Leaderboard:
    """The leaderboard as one person sees it: by what was given this month, then from the beginning.

    Whoever never gave anything that the order goes by is not on it.
    """

    def figures(one: Contribution) -> tuple[float, float]:
        return one.month.by(order), one.whole.by(order)

    there = [one for one in contributions if one.whole.by(order) > 0]
    places: list[LeaderboardPlace] = []
    for number, one in enumerate(sorted(there, key=lambda one: (*(-figure for figure in figures(one)), one.person)), 1):
        same = bool(places) and figures(places[-1].contribution) == figures(one)
        places.append(LeaderboardPlace(places[-1].rank if same else number, one))
    own = next((place for place in places if place.contribution.person == person), None)
    return Leaderboard(tuple(places[:LONGEST_LEADERBOARD]), own)
