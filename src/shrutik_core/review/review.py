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
declare(Invalid, "review_reason", "The reason is too long.", {"most": "Characters that a reason may have."})


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

SECOND_LOOK = "second_look"
"""Why a settled chunk is there: its collection wants a share of them judged once more."""

SECOND_LOOK_DIFFERS = "second_look_differs"
"""Why a chunk is there again: a second look came to another end than what had settled it."""

REPORTED = "reported"
"""Why a settled chunk is there: somebody reported that something is wrong with it."""

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
            detail = "A reason has at most 2,000 characters."
            raise Invalid("review_reason", detail, extra={"most": LONGEST_REASON})


@attrs.frozen
class EarlierDecision:
    """How a chunk was settled before a second look at it.

    Attributes:
        text: what it was settled with.
        proposed: the best text of its transcriptions then, which every reviewer is shown; None if there was none.
        by: the reviewer who settled it; None if consensus did.
    """

    text: str
    proposed: str | None = None
    by: ContributorId | None = None


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
        earlier: what a second look is compared with, which its reviewer does not see; None for any other review.
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
    earlier: EarlierDecision | None = None

    def decide(self, reviewer: ContributorId, ruling: Ruling, now: datetime) -> "Review":
        """The review decided.

        Raises:
            Conflict: ``review_decided`` if it was before.
        """
        status = REVIEW_LIFE.step(self.status, ReviewStatus.DECIDED)
        return attrs.evolve(self, status=status, reviewer=reviewer, ruling=ruling, decided_at=now)

    def may_be_of(self, reviewer: ContributorId) -> bool:
        """Whether the reviewer may decide it, as far as it is not about their voice: none looks twice."""
        return self.earlier is None or self.earlier.by != reviewer

    @property
    def heard(self) -> str | None:
        """The text that a decided second look came to; None if the chunk is of no use, or before."""
        if self.ruling is None or self.ruling.decision is ReviewDecision.REJECT:
            return None
        if self.ruling.decision is ReviewDecision.EDIT:
            return self.ruling.text
        return self.earlier.proposed if self.earlier else None
