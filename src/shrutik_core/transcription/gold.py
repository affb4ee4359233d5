"""Gold items: chunks whose text is known, lent unseen among others, so that answers tell how good people are."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, SpeakerId
from shrutik_core.shared.texts import words
from shrutik_core.transcription.transcription import check_text

MOST_HEARERS = 200
"""People to whom a gold item is lent before it is worn: by then its text is passed on, and to judge all of its
answers anew must stay the work of a moment."""


def check_known_text(text: str) -> str:
    """The trimmed text, if a transcription can be measured against it.

    Raises:
        Invalid: ``text_invalid`` if it does not hold a word, is too long, or cannot be stored.
    """
    known = check_text(text)
    if not words(known):
        detail = "A known text has at least one word: silence measures no one."
        raise Invalid("text_invalid", detail, errors=[FieldError("text", detail)])
    return known


@attrs.frozen
class Gold:
    """A chunk whose text is known.

    Attributes:
        chunk: what is heard.
        collection: the chunk's collection.
        text: what is said in it, word for word.
        marked_by: the reviewer who vouches for the text; they are never lent it.
        marked_at: UTC.
        lent: people to whom it was lent so far, 0 and up.
    """

    chunk: ChunkId
    collection: CollectionId
    text: str = attrs.field(converter=check_known_text)
    marked_by: ContributorId
    marked_at: datetime
    lent: int = attrs.field(default=0, validator=attrs.validators.ge(0))


@attrs.frozen
class GoldCandidate:
    """A gold item as lending sees it for one person.

    Attributes:
        gold: what might be lent.
        chunk: the clip of it.
        had_before: whether this person ever held a task for the chunk, gold or not.
    """

    gold: Gold
    chunk: Chunk
    had_before: bool


def may_be_lent(candidate: GoldCandidate, person: ContributorId, own: Collection[SpeakerId]) -> bool:
    """Whether the person whose voices are ``own`` may be lent the gold item: settled, new to them, and not worn."""
    return (
        candidate.chunk.status is ChunkStatus.SETTLED
        and candidate.chunk.speaker not in own
        and candidate.gold.marked_by != person
        and not candidate.had_before
        and candidate.gold.lent < MOST_HEARERS
    )


def start_of(draw: float) -> UUID:
    """Where on the circle of chunk ids the search for a gold item begins, from a draw in [0, 1).

    Chunk ids are digests, spread evenly over the circle, so that each item has its turn.
    """
    return UUID(int=min(int(draw * 2.0**128), 2**128 - 1))


def from_start(candidates: Iterable[GoldCandidate], start: UUID) -> list[GoldCandidate]:
    """The candidates in order of chunk id from ``start`` on, once round the circle."""
    return sorted(candidates, key=lambda one: (one.gold.chunk < start, one.gold.chunk))
