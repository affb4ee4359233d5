"""The repository of reviews."""

from typing import Protocol

from shrutik_core.review.review import Review
from shrutik_core.shared.ids import ChunkId, CollectionId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest


class Reviews(Protocol):
    """Reviews; a chunk has at most one that is not decided."""

    def queue(self, review: Review) -> None:
        """Keep a new one; nothing happens if the chunk is queued already."""
        ...

    def save(self, review: Review) -> None:
        """Keep what changed.

        Raises:
            Missing: ``review_missing``.
        """
        ...

    def find_queued(self, chunk: ChunkId, *, lock: bool = False) -> Review | None:
        """The chunk's review that is not decided."""
        ...

    def latest(self, chunk: ChunkId) -> Review | None:
        """The chunk's newest review, decided or not."""
        ...

    def page(
        self, request: PageRequest, *, not_of: SpeakerId, collections: frozenset[CollectionId] = frozenset()
    ) -> Page[Review]:
        """Those that wait, but for one speaker's own voice, oldest first; of these collections, or of all if empty."""
        ...
