"""What people and collections have come to, in numbers."""

from datetime import datetime, timedelta
from typing import Protocol

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
