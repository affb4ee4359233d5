"""The repository of reviews."""

from collections.abc import Iterator
from typing import Protocol

from shrutik_core.review.review import Review
from shrutik_core.review.waiting import WaitingReviews
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, ReviewId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest


class Reviews(Protocol):
    """Reviews; a chunk has at most one that is not decided, and at most one second look."""

    def queue(self, review: Review) -> None:
        """Keep a new one; nothing happens if the chunk is queued already, or had a second look and this is one."""
        ...

    def save(self, review: Review) -> None:
        """Keep what changed.

        Raises:
            Missing: ``review_missing``.
        """
        ...

    def find(self, review: ReviewId) -> Review | None:
        """By id."""
        ...

    def find_queued(self, chunk: ChunkId, *, lock: bool = False) -> Review | None:
        """The chunk's review that is not decided."""
        ...

    def latest(self, chunk: ChunkId) -> Review | None:
        """The chunk's newest review, decided or not."""
        ...

    def page(
        self,
        request: PageRequest,
        *,
        not_of: SpeakerId,
        collections: frozenset[CollectionId] = frozenset(),
        reviewer: ContributorId | None = None,
    ) -> Page[Review]:
        """Those that wait, but for one speaker's own voice, oldest first.

        Args:
            request: which page.
            not_of: the speaker.
            collections: of these; of all if empty.
            reviewer: without second looks at what this reviewer settled.
        """
        ...

    def waiting(self) -> tuple[WaitingReviews, ...]:
        """What waits, by collection, in the order of their ids; collections with nothing are left out."""
        ...

    def second_look(self, chunk: ChunkId) -> Review | None:
        """The chunk's second look, decided or not."""
        ...

    def second_looks(self, collection: CollectionId) -> Iterator[Review]:
        """The decided second looks of a collection, streamed in order of id."""
        ...
