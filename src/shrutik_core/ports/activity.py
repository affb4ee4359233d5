"""What people and collections have come to, in numbers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from shrutik_core.collections.overview import Overview
from shrutik_core.collections.progress import Progress
from shrutik_core.people.activity import Activity
from shrutik_core.people.leaderboard import Contribution
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId


class Activities(Protocol):
    """Sums over recordings, clips and transcriptions."""

    def of_person(
        self, contributor: ContributorId, voice: SpeakerId, since: datetime, ahead: timedelta = timedelta()
    ) -> Activity:
        """What a person did with their own voice and by their own hand.

        Args:
            contributor: whose texts count.
            voice: whose recordings count.
            since: days are told of what was sent then or later; the sums are of all.
            ahead: how far the person's clock is ahead of UTC, in whole minutes.
        """
        ...

    def of_collection(self, collection: CollectionId) -> Progress:
        """How far a collection has come; the cost grows with the collection."""
        ...

    def overview(
        self, collection: CollectionId | None, since: datetime, now: datetime, ahead: timedelta = timedelta()
    ) -> Overview:
        """How much there is in a collection, or in all of them, and what was done since an instant.

        The cost grows with the collection by one sum over an index, and with what was done since then. Gold items'
        answers are no votes; whoever sends one was active.

        Args:
            collection: whose; None for all.
            since: days are told of what was done then or later.
            now: leases that end later are held.
            ahead: how far the clock of whoever asks is ahead of UTC, in whole minutes.
        """
        ...

    def contributions(self, collection: CollectionId, since: datetime) -> Sequence[Contribution]:
        """What each person gave to a collection who chose to stand on leaderboards, in any order.

        Accounts that are not active or are on their way out are left out. Recordings count by their voice, whoever sent
        them; transcriptions count whatever they were for, as nothing may show which clips are gold items.

        Args:
            collection: to which.
            since: when the month began.
        """
        ...
