"""Reviews: the queue, and decisions."""

from typing import Self

import attrs

from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.review.decide_review import DecideReview
from shrutik_core.use_cases.review.review_queue import ReviewQueue
from shrutik_http.call import Call
from shrutik_http.links import SignedLinks
from shrutik_http.messages import NoQuery
from shrutik_http.reviews.messages import (
    ReviewCaseMessage,
    ReviewCasePage,
    ReviewMessage,
    ReviewQueueQuery,
    RulingRequest,
)
from shrutik_http.wiring import Wiring


@attrs.frozen
class ReviewsResource:
    """What answers when reviews are asked for."""

    decide_review: DecideReview
    review_queue: ReviewQueue
    links: SignedLinks

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.decide_review(), wiring.platform.review_queue(), wiring.links)

    def queue(self, call: Call[None, ReviewQueueQuery]) -> ReviewCasePage:
        """List what waits for a reviewer, oldest first."""
        page = self.review_queue(call.actor, call.query.page, call.query.collection)
        return ReviewCasePage.of(page, lambda one: ReviewCaseMessage.of(one, self.links.of(call.person)))

    def decide(self, call: Call[RulingRequest, NoQuery]) -> ReviewMessage:
        """Settle a chunk by a reviewer's word."""
        key, ruling = call.key, call.body.ruling()
        return ReviewMessage.of(self.decide_review(call.actor, ChunkId(call.body.chunk_id), ruling, key))
