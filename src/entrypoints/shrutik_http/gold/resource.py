"""Gold items: marked, shown, unmarked."""

from typing import Self

import attrs

from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.review.keep_gold import KeepGold
from shrutik_http.call import Call
from shrutik_http.gold.messages import GoldMessage, GoldRequest
from shrutik_http.messages import NoQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class GoldResource:
    """What answers when gold items are asked for."""

    keep_gold: KeepGold

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.keep_gold())

    def get(self, call: Call[None, NoQuery]) -> GoldMessage:
        """Show what is known to be said in a chunk."""
        return GoldMessage.of(self.keep_gold.get(call.actor, ChunkId(call.id("chunk_id"))))

    def mark(self, call: Call[GoldRequest, NoQuery]) -> GoldMessage:
        """Make a chunk a gold item."""
        return GoldMessage.of(self.keep_gold.mark(call.actor, ChunkId(call.id("chunk_id")), call.body.text))

    def unmark(self, call: Call[None, NoQuery]) -> GoldMessage:
        """Make it an ordinary chunk again."""
        return GoldMessage.of(self.keep_gold.unmark(call.actor, ChunkId(call.id("chunk_id"))))
