"""What people and collections have come to, in numbers."""

from datetime import datetime, timedelta
from typing import Protocol

from shrutik_core.collections.overview import Overview
from shrutik_core.collections.progress import Progress
from shrutik_core.people.activity import Activity
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
