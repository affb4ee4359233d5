"""A review: a chunk on which votes disagree, or that a reviewer would not wait for, decided by a person; its life."""

from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, ReviewId, SpeakerId
from shrutik_core.shared.lives import Life
from shrutik_core.shared.plain import check_plain
from shrutik_core.transcription.transcription import check_text

declare(Invalid, "review_text", "The decision and the text do not fit each other.")
declare(Invalid, "review_reason", "The reason is too long.")


class ReviewStatus(StrEnum):
    """Where a review is in its life."""

    QUEUED = "queued"
    DECIDED = "decided"
    CLOSED = "closed"
    """The chunk was withdrawn, so there is nothing to decide."""


class ReviewDecision(StrEnum):
    """What a reviewer may say."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"


LONGEST_REASON = 2_000

DECIDED_OPEN = "decided_open"
"""Why a review is there that consensus did not ask for: a reviewer decided an open chunk on their own."""

REVIEW_LIFE = Life(
    "review",
    {
        ReviewStatus.QUEUED: frozenset({ReviewStatus.DECIDED, ReviewStatus.CLOSED}),
        ReviewStatus.DECIDED: frozenset(),
        ReviewStatus.CLOSED: frozenset(),
    },
)


@attrs.frozen
class Ruling:
    """What a reviewer decided.

    Attributes:
        decision: accept the consensus's text, put an edited one in its place, or reject the chunk.
        text: the edited text; only with ``edit``.
        reason: for the speaker and the transcribers; may be empty.

    Raises:
        Invalid: ``review_text`` if 'edit' has no text or another decision has one, ``review_reason`` if the reason is
            too long, ``text_invalid`` if either cannot be stored.
    """

    decision: ReviewDecision
    text: str | None = attrs.field(default=None, converter=attrs.converters.optional(check_text))
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        if (self.decision is ReviewDecision.EDIT) != (self.text is not None):
            detail = "'edit' needs the text; 'accept' and 'reject' take none."
            raise Invalid("review_text", detail, errors=[FieldError("text", detail)])
        if len(check_plain(self.reason, "reason")) > LONGEST_REASON:
            raise Invalid("review_reason", "A reason has at most 2,000 characters.")


@attrs.frozen
class Review:
    """One chunk in the reviewers' queue.

    Attributes:
        id: UUIDv7; the queue's order, oldest first.
        chunk: what is in doubt.
        collection: the chunk's collection.
        speaker: the chunk's speaker, who may not review it.
        why: why consensus sent it here, or `DECIDED_OPEN`.
        queued_at: UTC.
        status: where it is in its life.
        reviewer: who decided; None before.
        ruling: what was decided; None before.
        decided_at: UTC; None before.
    """

    id: ReviewId
    chunk: ChunkId
    collection: CollectionId
    speaker: SpeakerId
    why: tuple[str, ...]
    queued_at: datetime
    status: ReviewStatus = ReviewStatus.QUEUED
    reviewer: ContributorId | None = None
    ruling: Ruling | None = None
    decided_at: datetime | None = None

    def decide(self, reviewer: ContributorId, ruling: Ruling, now: datetime) -> "Review":
        """The review decided.

        Raises:
            Conflict: ``review_decided`` if it was before.
        """
        status = REVIEW_LIFE.step(self.status, ReviewStatus.DECIDED)
        return attrs.evolve(self, status=status, reviewer=reviewer, ruling=ruling, decided_at=now)
