"""The repository of reviews in memory."""

from collections.abc import Iterator

from shrutik_core.review.review import Review, ReviewStatus
from shrutik_core.review.waiting import WaitingReviews
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, ReviewId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import oldest_first
from shrutik_memory.store import MemoryStore


class MemoryReviews:
    """`Reviews` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows, self._collections = store.reviews, store.collections

    def queue(self, review: Review) -> None:
        """See `Reviews.queue`."""
        again = review.earlier is not None and self.second_look(review.chunk) is not None
        if self.find_queued(review.chunk) is None and not again:
            self._rows.put(review.id, review)

    def save(self, review: Review) -> None:
        """See `Reviews.save`."""
        self._rows.replace(review.id, review)

    def find(self, review: ReviewId) -> Review | None:
        """See `Reviews.find`."""
        return self._rows.get(review)

    def find_queued(self, chunk: ChunkId, *, lock: bool = False) -> Review | None:  # noqa: ARG002 - all is locked
        """See `Reviews.find_queued`."""
        rows = self._rows.group("chunk", chunk)
        return next((row for row in rows if row.status is ReviewStatus.QUEUED), None)

    def latest(self, chunk: ChunkId) -> Review | None:
        """See `Reviews.latest`."""
        return max(self._rows.group("chunk", chunk), key=lambda row: row.id, default=None)

    def page(
        self,
        request: PageRequest,
        *,
        not_of: SpeakerId,
        collections: frozenset[CollectionId] = frozenset(),
        reviewer: ContributorId | None = None,
    ) -> Page[Review]:
        """See `Reviews.page`."""
        rows = (
            row
            for row in self._rows.group("status", ReviewStatus.QUEUED)
            if row.speaker != not_of
            and (not collections or row.collection in collections)
            and (reviewer is None or row.may_be_of(reviewer))
        )
        return oldest_first(rows, request, lambda row: row.queued_at)

    def waiting(self) -> tuple[WaitingReviews, ...]:
        """See `Reviews.waiting`."""
        queues: dict[CollectionId, list[Review]] = {}
        for row in self._rows.group("status", ReviewStatus.QUEUED):
            queues.setdefault(row.collection, []).append(row)
        return tuple(self._summed(queues[one]) for one in sorted(queues))

    def _summed(self, queue: list[Review]) -> WaitingReviews:
        id_ = queue[0].collection
        collection = self._collections.get(id_)
        newest = max(row.queued_at for row in queue)
        return WaitingReviews(id_, collection.slug if collection else "", len(queue), newest)

    def second_look(self, chunk: ChunkId) -> Review | None:
        """See `Reviews.second_look`."""
        return next((row for row in self._rows.group("chunk", chunk) if row.earlier), None)

    def second_looks(self, collection: CollectionId) -> Iterator[Review]:
        """See `Reviews.second_looks`."""
        rows = self._rows.group("status", ReviewStatus.DECIDED)
        yield from sorted((row for row in rows if row.earlier and row.collection == collection), key=lambda row: row.id)
