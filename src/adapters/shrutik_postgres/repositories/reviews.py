"""The repository of reviews on PostgreSQL."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.review.review import EarlierDecision, Review, ReviewDecision, ReviewStatus, Ruling
from shrutik_core.review.waiting import WaitingReviews
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, ReviewId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, oldest_first
from shrutik_postgres.tables.prompts import collections as collections_table
from shrutik_postgres.tables.reviews import reviews
from shrutik_postgres.transaction import Transaction, Values

_QUEUED = text(f"reviews.status = '{ReviewStatus.QUEUED}'")
_SECOND_LOOK = text("reviews.earlier_text IS NOT NULL")


class PostgresReviews:
    """`Reviews` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def queue(self, review: Review) -> None:
        """See `Reviews.queue`."""
        statement = upsert(reviews).values(values_of(review))
        self._transaction.run(statement.on_conflict_do_nothing())

    def save(self, review: Review) -> None:
        """See `Reviews.save`."""
        self._transaction.change(update(reviews).where(reviews.c.id == review.id).values(values_of(review)), "review")

    def find(self, review: ReviewId) -> Review | None:
        """See `Reviews.find`."""
        row = self._transaction.first(select(reviews).where(reviews.c.id == review))
        return _review(row) if row else None

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
        self,
        request: PageRequest,
        *,
        not_of: SpeakerId,
        collections: frozenset[CollectionId] = frozenset(),
        reviewer: ContributorId | None = None,
    ) -> Page[Review]:
        """See `Reviews.page`."""
        waiting = select(reviews).where(_QUEUED, reviews.c.speaker != not_of)
        if collections:
            waiting = waiting.where(reviews.c.collection.in_(sorted(collections)))
        if reviewer is not None:
            waiting = waiting.where(reviews.c.earlier_by.is_distinct_from(reviewer))
        return oldest_first(self._transaction, waiting, request, by_birth(reviews, "queued_at"), _review)

    def waiting(self) -> tuple[WaitingReviews, ...]:
        """See `Reviews.waiting`."""
        summed = func.count().label("number"), func.max(reviews.c.queued_at).label("newest")
        each = select(reviews.c.collection, collections_table.c.slug, *summed).join(
            collections_table, collections_table.c.id == reviews.c.collection
        )
        by = reviews.c.collection, collections_table.c.slug
        rows = self._transaction.all(each.where(_QUEUED).group_by(*by).order_by(reviews.c.collection))
        return tuple(WaitingReviews(row.collection, row.slug, row.number, row.newest) for row in rows)

    def second_look(self, chunk: ChunkId) -> Review | None:
        """See `Reviews.second_look`."""
        row = self._transaction.first(select(reviews).where(reviews.c.chunk == chunk, _SECOND_LOOK))
        return _review(row) if row else None

    def second_looks(self, collection: CollectionId) -> Iterator[Review]:
        """See `Reviews.second_looks`."""
        decided = reviews.c.status == ReviewStatus.DECIDED.value
        found = select(reviews).where(reviews.c.collection == collection, _SECOND_LOOK, decided)
        return map(_review, self._transaction.stream(found.order_by(reviews.c.id)))


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
        "earlier_text": review.earlier.text if review.earlier else None,
        "earlier_proposed": review.earlier.proposed if review.earlier else None,
        "earlier_by": review.earlier.by if review.earlier else None,
    }


def _review(row: Row[Any]) -> Review:
    ruling, earlier = None, None
    if row.decision is not None:
        ruling = Ruling(decision=ReviewDecision(row.decision), text=row.text, reason=row.reason)
    if row.earlier_text is not None:
        earlier = EarlierDecision(row.earlier_text, row.earlier_proposed, row.earlier_by)
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
        earlier=earlier,
    )
