"""A second look: a settled chunk that another reviewer decides as if nobody had, and what comes of it."""

from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.review.review import (
    SECOND_LOOK,
    SECOND_LOOK_DIFFERS,
    EarlierDecision,
    Review,
)
from shrutik_core.shared.ids import ReviewId
from shrutik_core.shared.texts import comparison_key


def second_look_at(id_: ReviewId, chunk: Chunk, earlier: EarlierDecision, now: datetime) -> Review:
    """The review of a chunk that was just settled and is to be judged once more."""
    return Review(
        id=id_,
        chunk=chunk.id,
        collection=chunk.collection,
        speaker=chunk.speaker,
        why=(SECOND_LOOK,),
        queued_at=now,
        earlier=earlier,
    )


def as_undecided(chunk: Chunk, review: Review | None, confidence: float | None = None) -> Chunk:
    """A settled chunk as whoever decides the second look at it may see it: as it would wait for its first review.

    Args:
        chunk: as it is.
        review: what is queued for it; None if nothing is.
        confidence: that its transcriptions give their best text.
    """
    if review is None or review.earlier is None or chunk.status is not ChunkStatus.SETTLED:
        return chunk
    text = review.earlier.proposed
    shown = None if text is None else confidence
    return attrs.evolve(chunk, status=ChunkStatus.IN_REVIEW, text=text, confidence=shown, settled_by=None)


def agrees(review: Review, language: str) -> bool:
    """Whether a decided second look came to the words that had settled the chunk; case and marks do not count."""
    if review.heard is None or review.earlier is None:
        return False
    return comparison_key(review.heard, language) == comparison_key(review.earlier.text, language)


def review_of_difference(id_: ReviewId, chunk: Chunk, now: datetime) -> Review:
    """The review of a chunk whose second look came to another end, which any reviewer decides with all in sight."""
    return Review(
        id=id_,
        chunk=chunk.id,
        collection=chunk.collection,
        speaker=chunk.speaker,
        why=(SECOND_LOOK_DIFFERS,),
        queued_at=now,
    )
