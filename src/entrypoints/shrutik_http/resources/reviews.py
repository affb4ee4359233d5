"""Reviews: the queue, and decisions."""

import attrs
import falcon

from shrutik_core.review.review import Ruling
from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.review.review_chunks import DecideReview, ReviewQueue
from shrutik_http.answering import answer, created
from shrutik_http.context import Resource, actor
from shrutik_http.links import Links
from shrutik_http.reading import read_json, read_once, read_page, read_query
from shrutik_http.schemas.base import CollectionPageQuery, PageView
from shrutik_http.schemas.reviews import CaseView, RulingMessage
from shrutik_http.views.reviews import case_view, review_view


@attrs.frozen
class Queue(Resource):
    """``/reviews/queue``."""

    review_queue: ReviewQueue
    links: Links

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List what waits for a reviewer, oldest first."""
        query = read_query(req, CollectionPageQuery)
        page = self.review_queue(actor(req), read_page(query), query.collection)
        views = [case_view(one, self.links) for one in page.items]
        answer(resp, PageView[CaseView](items=views, next_cursor=page.next_cursor))


@attrs.frozen
class Reviews(Resource):
    """``/reviews``."""

    decide_review: DecideReview

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Settle a chunk by a reviewer's word."""
        said = read_json(req, RulingMessage)
        key = read_once(req, "decide_review", said)
        ruling = Ruling(said.decision, said.text, said.reason)
        created(resp, review_view(self.decide_review(actor(req), ChunkId(said.chunk_id), ruling, key)))
