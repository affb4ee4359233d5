"""Gold items: marked, shown, unmarked."""

import attrs
import falcon

from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.review.keep_gold import KeepGold
from shrutik_http.answering import answer
from shrutik_http.context import Resource, actor
from shrutik_http.reading import read_id, read_json
from shrutik_http.schemas.golds import GoldMessage
from shrutik_http.views.golds import gold_view


@attrs.frozen
class ChunkGold(Resource):
    """``/chunks/{chunk_id}/gold``."""

    keep_gold: KeepGold

    def on_get(self, req: falcon.Request, resp: falcon.Response, chunk_id: str) -> None:
        """Show what is known to be said in a chunk."""
        answer(resp, gold_view(self.keep_gold.get(actor(req), ChunkId(read_id(chunk_id)))))

    def on_put(self, req: falcon.Request, resp: falcon.Response, chunk_id: str) -> None:
        """Make a chunk a gold item."""
        said = read_json(req, GoldMessage)
        answer(resp, gold_view(self.keep_gold.mark(actor(req), ChunkId(read_id(chunk_id)), said.text)))

    def on_delete(self, req: falcon.Request, resp: falcon.Response, chunk_id: str) -> None:
        """Make it an ordinary chunk again."""
        answer(resp, gold_view(self.keep_gold.unmark(actor(req), ChunkId(read_id(chunk_id)))))
