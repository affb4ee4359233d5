"""Show people who gave most to a collection, of those who chose to be named, by sums that are some minutes old."""

from collections.abc import Sequence
from datetime import UTC, datetime

import attrs

from shrutik_core.people.leaderboard import Contribution, Leaderboard, LeaderboardOrder, leaderboard_for
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import CollectionId
from shrutik_core.use_cases.steps.kept_sums import KeptSums
from shrutik_core.use_cases.steps.lookups import the_collection, the_contributor


@attrs.frozen
class ReadLeaderboard:
    """Leaderboards of collections; make one for all calls, as it remembers the sums of each."""

    units_of_work: UnitsOfWork
    clock: Clock
    _kept: KeptSums[tuple[CollectionId, datetime], Sequence[Contribution]] = attrs.field(
        factory=KeptSums, init=False, eq=False
    )

    def __call__(self, actor: Actor, collection: str, order: LeaderboardOrder) -> Leaderboard:
        """The leaderboard of the month, which begins in UTC, as the person sees it.

        Whoever chose not to be named is gone at once from what they see themselves, and within minutes for others.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing`` or ``contributor_missing``.
        """
        now = self.clock.now()
        month = datetime(now.year, now.month, 1, tzinfo=UTC)
        with self.units_of_work() as uow:
            target, person = the_collection(uow, collection).id, the_contributor(uow, actor)
            found = self._kept.get((target, month), now, lambda: uow.activities.contributions(target, month))
        if not person.on_leaderboard:
            found = [one for one in found if one.person != person.id]
        return leaderboard_for(person.id, found, order)
