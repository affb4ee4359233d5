"""The review of a settled chunk that somebody reported: any reviewer decides it, with all in sight."""

from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.review.review import REPORTED, Review
from shrutik_core.shared.ids import ReviewId


def review_of_report(id_: ReviewId, chunk: Chunk, queued: Review | None, now: datetime) -> Review:
    """The review that waits for a reported chunk; a second look that waits becomes it.

    Args:
        id_: of a new one.
        chunk: settled.
        queued: what waits for it already.
        now: UTC.
    """
    if queued is not None:
        return attrs.evolve(queued, why=(REPORTED,), earlier=None)
    return Review(
        id=id_, chunk=chunk.id, collection=chunk.collection, speaker=chunk.speaker, why=(REPORTED,), queued_at=now
    )
