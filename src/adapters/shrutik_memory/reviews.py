"""The repository of reviews in memory."""

from shrutik_core.review.review import Review, ReviewStatus
from shrutik_core.shared.ids import ChunkId, CollectionId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import oldest_first
from shrutik_memory.store import MemoryStore


class MemoryReviews:
    """`Reviews` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.reviews

    def queue(self, review: Review) -> None:
        """See `Reviews.queue`."""
        if self.find_queued(review.chunk) is None:
            self._rows.put(review.id, review)

    def save(self, review: Review) -> None:
        """See `Reviews.save`."""
        self._rows.replace(review.id, review)

    def find_queued(self, chunk: ChunkId, *, lock: bool = False) -> Review | None:  # noqa: ARG002 - all is locked
        """See `Reviews.find_queued`."""
        rows = self._rows.group("chunk", chunk)
        return next((row for row in rows if row.status is ReviewStatus.QUEUED), None)

    def latest(self, chunk: ChunkId) -> Review | None:
        """See `Reviews.latest`."""
        return max(self._rows.group("chunk", chunk), key=lambda row: row.id, default=None)

    def page(
        self, request: PageRequest, *, not_of: SpeakerId, collections: frozenset[CollectionId] = frozenset()
    ) -> Page[Review]:
        """See `Reviews.page`."""
        waiting = self._rows.group("status", ReviewStatus.QUEUED)
        rows = (row for row in waiting if row.speaker != not_of and (not collections or row.collection in collections))
        return oldest_first(rows, request, lambda row: row.queued_at)
