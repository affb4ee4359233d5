"""Operations on reviews."""

from shrutik_core.review.review import Ruling
from shrutik_core.use_cases.review.decide_review import DecideReview
from shrutik_core.use_cases.review.review_queue import ReviewQueue
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.reviews.messages import ReviewCasePage, ReviewMessage, ReviewQueueQuery, RulingRequest
from shrutik_http.reviews.resource import ReviewsResource

REVIEWS = Noun(
    "reviews",
    "When transcriptions disagree, a reviewer decides.",
    ReviewsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/reviews/queue",
            "Chunks that wait for a reviewer, oldest first, without the reviewer's own voice",
            ReviewsResource.queue,
            ReviewCasePage,
            query=ReviewQueueQuery,
            uses=(ReviewQueue.__call__,),
        ),
        Operation(
            "POST",
            f"{ROOT}/reviews",
            "Accept, edit or reject a chunk that is open or waits for a review (reviewers, admins)",
            ReviewsResource.decide,
            ReviewMessage,
            201,
            body=RulingRequest,
            uses=(DecideReview.__call__, Ruling),
            once="decide_review",
        ),
    ),
)
