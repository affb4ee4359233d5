"""The repository of reviews on PostgreSQL."""

from typing import Any

from sqlalchemy import Row, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.review.review import Review, ReviewDecision, ReviewStatus, Ruling
from shrutik_core.shared.ids import ChunkId, CollectionId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, oldest_first
from shrutik_postgres.tables.reviews import reviews
from shrutik_postgres.transaction import Transaction, Values

_QUEUED = text(f"reviews.status = '{ReviewStatus.QUEUED}'")


class PostgresReviews:
    """`Reviews` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def queue(self, review: Review) -> None:
        """See `Reviews.queue`."""
        statement = upsert(reviews).values(values_of(review))
        queued = text(f"status = '{ReviewStatus.QUEUED}'")
        self._transaction.run(statement.on_conflict_do_nothing(index_elements=[reviews.c.chunk], index_where=queued))

    def save(self, review: Review) -> None:
        """See `Reviews.save`."""
        self._transaction.change(update(reviews).where(reviews.c.id == review.id).values(values_of(review)), "review")

    def find_queued(self, chunk: ChunkId, *, lock: bool = False) -> Review | None:
        """See `Reviews.find_queued`."""
        wanted = select(reviews).where(reviews.c.chunk == chunk, _QUEUED)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _review(row) if row else None

    def latest(self, chunk: ChunkId) -> Review | None:
        """See `Reviews.latest`."""
        about = select(reviews).where(reviews.c.chunk == chunk).order_by(reviews.c.id.desc()).limit(1)
        row = self._transaction.first(about)
        return _review(row) if row else None

    def page(
        self, request: PageRequest, *, not_of: SpeakerId, collections: frozenset[CollectionId] = frozenset()
    ) -> Page[Review]:
        """See `Reviews.page`."""
        waiting = select(reviews).where(_QUEUED, reviews.c.speaker != not_of)
        if collections:
            waiting = waiting.where(reviews.c.collection.in_(sorted(collections)))
        return oldest_first(self._transaction, waiting, request, by_birth(reviews, "queued_at"), _review)


def values_of(review: Review) -> Values:
    """The whole row of a review."""
    ruling = review.ruling
    return {
        "id": review.id,
        "chunk": review.chunk,
        "collection": review.collection,
        "speaker": review.speaker,
        "why": list(review.why),
        "queued_at": review.queued_at,
        "status": review.status.value,
        "reviewer": review.reviewer,
        "decision": ruling.decision.value if ruling else None,
        "text": ruling.text if ruling else None,
        "reason": ruling.reason if ruling else "",
        "decided_at": review.decided_at,
    }


def _review(row: Row[Any]) -> Review:
    ruling = None
    if row.decision is not None:
        ruling = Ruling(decision=ReviewDecision(row.decision), text=row.text, reason=row.reason)
    return Review(
        id=row.id,
        chunk=row.chunk,
        collection=row.collection,
        speaker=row.speaker,
        why=tuple(row.why),
        queued_at=row.queued_at,
        status=ReviewStatus(row.status),
        reviewer=row.reviewer,
        ruling=ruling,
        decided_at=row.decided_at,
    )
