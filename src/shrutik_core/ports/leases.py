"""Leases as they are given out: whose turn it is, and what they may be lent."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.people.arrival import Vetting
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_core.transcription.queue import QueueCounts


@attrs.frozen
class Turn:
    """Whose turn it is.

    Attributes:
        speaker: the person's own voice.
        kin: voices of other accounts that may be the same person's, see `people.arrival.kin`; in any order.
        vetting: what shows who the person is.
    """

    speaker: SpeakerId
    kin: tuple[SpeakerId, ...] = ()
    vetting: Vetting = attrs.field(factory=Vetting)


@attrs.frozen
class Borrower:
    """Who asks for chunks, and of which collection.

    Attributes:
        person: the contributor.
        speaker: the person's own voice, which they are never lent.
        collection: whose chunks are asked for.
        kin: voices that may be the person's own, too, which they are not lent either.
        most_since: tasks that the person may be lent from an instant on, and that instant; None for any number.
    """

    person: ContributorId
    speaker: SpeakerId
    collection: CollectionId
    kin: tuple[SpeakerId, ...] = ()
    most_since: tuple[int, datetime] | None = None

    @property
    def voices(self) -> tuple[SpeakerId, ...]:
        """All that the person is not lent."""
        return (self.speaker, *self.kin)


class Leases(Protocol):
    """What may be lent to whom; the cost of each step grows neither with the table nor with what others do."""

    def begin(self, person: ContributorId, collection: str) -> tuple[Turn | None, Collection | None]:
        """The person's turn, and the collection of this slug or id; None for what is not there.

        Until this unit of work ends no other lends anything to the person: it waits here, so that whoever counts what
        they hold counts all of it.

        Raises:
            Conflict: ``policies_unreadable``.
        """
        ...

    def offer(
        self, borrower: Borrower, count: int, most_held: int, now: datetime, start: UUID | None = None
    ) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
        """Up to ``count`` chunks of each kind, and never more than leave the person with ``most_held`` leases.

        Ordinary chunks are those for which `transcription.assignment.obstacle` is None, the most urgent first. Equally
        urgent ones come in an order that has nothing to do with their ids, times or recordings: else whoever is lent a
        gold item among them could tell it by these. Leases count while ``lease_expires_at > now``; those of gold items
        count as held by the person, but take no place of their chunk. A task that was skipped counts as held until its
        lease would have run out: skipping is no way through a collection. Of a person for whom ``most_since`` is set
        all tasks count that were lent since then, whatever became of them.

        Gold items are those that `transcription.gold.may_be_lent`, in the order of `from_start`; none if ``start`` is
        None. There may be fewer for whoever had the next hundred already.

        Nothing is offered of what a speaker says whom the person looks after (`EntrustedSpeakers.looks_after`).

        What is returned is locked until this unit of work ends, and what another unit of work has locked is passed
        over, so two people never take the last place of a chunk. If nothing else is left to offer, one that is locked
        is waited for: nobody is told that there is nothing to do because a chunk is being decided. Nothing is held
        while it is waited for, so that no two ever wait for each other.
        """
        ...

    def held(self, person: ContributorId, now: datetime) -> int:
        """How many tasks count against the most that the person may hold, as in `offer`."""
        ...

    def count(self, borrower: Borrower, now: datetime) -> QueueCounts:
        """The collection's chunks, counted for this person; ``most_since`` counts nothing here.

        An open chunk is counted by `transcription.assignment.obstacle`. The cost grows with the collection.
        """
        ...
