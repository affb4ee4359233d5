"""How gold items are shown."""

from shrutik_core.transcription.gold import Gold
from shrutik_http.schemas.golds import GoldView


def gold_view(gold: Gold) -> GoldView:
    """A gold item, for reviewers."""
    return GoldView(
        chunk_id=gold.chunk,
        collection_id=gold.collection,
        text=gold.text,
        marked_by=gold.marked_by,
        marked_at=gold.marked_at,
        lent=gold.lent,
    )
