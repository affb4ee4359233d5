"""Review chunks: see the queue, and decide."""

from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.review.review import DECIDED_OPEN, Review, ReviewDecision, Ruling
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import ChunkId, ReviewId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.gold_evidence import follow_ruling
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.keep_standings import keep_standings
from shrutik_core.use_cases.steps.lookups import collection_of, the_collection, the_contributor
from shrutik_core.use_cases.steps.raise_flags import raise_flags
from shrutik_core.use_cases.steps.voices import chunk_to_judge

declare(Conflict, "not_in_review", "This chunk is not open, nor does it wait for a review.")
declare(Conflict, "nothing_to_accept", "There is no text to accept.")

_OWN_VOICE = "You cannot review a recording of your own voice, or of a speaker whom you look after."


@attrs.frozen
class Case:
    """All that a reviewer needs to decide.

    Attributes:
        review: why it is here and since when.
        chunk: what is in doubt.
        consensus: the best text so far; None before the first vote.
        transcriptions: what each person typed.
    """

    review: Review
    chunk: Chunk
    consensus: ConsensusRecord | None
    transcriptions: tuple[Transcription, ...]


@attrs.frozen
class ReviewQueue:
    """The chunks that wait for a reviewer."""

    units_of_work: UnitsOfWork

    def __call__(self, actor: Actor, request: PageRequest, collection: str | None = None) -> Page[Case]:
        """Oldest first, without the reviewer's own voice, of the collections in which the reviewer reviews.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.REVIEW)
        with self.units_of_work() as uow:
            own = the_contributor(uow, actor).speaker
            within = frozenset({the_collection(uow, collection).id}) if collection else actor.collections
            for one in within:
                actor.require(Permission.REVIEW, one)
            queue = uow.reviews.page(request, not_of=own, collections=within)
            return queue.map(lambda review: _case(uow, review))


def _case(uow: UnitOfWork, review: Review) -> Case:
    chunk = uow.chunks.find(review.chunk)
    if chunk is None:
        raise Missing("chunk_missing", "The chunk of this review is gone.")
    return Case(review, chunk, uow.consensuses.find(chunk.id), uow.transcriptions.of_chunk(chunk.id))


@attrs.frozen
class DecideReview:
    """Settles a chunk by a reviewer's word: one that waits for a review, or one that is open.

    A small group has no other way to a dataset. Leases on the chunk are cancelled; a vote that comes later is given
    back.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, actor: Actor, chunk_id: ChunkId, ruling: Ruling, key: IdempotencyKey | None = None) -> Review:
        """The decided review.

        Raises:
            Conflict: ``policies_unreadable``; ``not_in_review`` if it is neither open nor in review, or
                ``nothing_to_accept`` if there is no text to accept.
            Missing: ``chunk_missing``.
            Refused: ``not_permitted``, or ``own_voice``.
        """
        actor.require(Permission.REVIEW)
        with self.units_of_work() as uow:
            now = self.clock.now()
            before = done_before(uow, actor.id, key, now)
            known = uow.reviews.latest(chunk_id) if before else None
            if known is not None:
                return known
            chunk = chunk_to_judge(uow, actor, chunk_id, _OWN_VOICE)
            review = self._review(uow, chunk, now)
            decided = review.decide(actor.id, ruling, now)
            uow.reviews.save(decided)
            ruled = _ruled(chunk, ruling)
            language = collection_of(uow, chunk).language
            keep_standings(uow, chunk, ruled, language)
            follow_ruling(uow, ruled, language)
            uow.chunks.save(ruled)
            uow.tasks.cancel_leases(chunk_id, now)
            # Only now is it known which of the texts were wrong in the same way.
            raise_flags(uow, self.ids, now, [(ruled, uow.transcriptions.of_chunk(chunk_id), language)])
            add_entry(uow, self.ids, now, actor, "chunk.reviewed", chunk_id, decision=ruling.decision)
            keep_receipt(uow, actor.id, key, (decided.id,), now)
            uow.commit()
        return decided

    def _review(self, uow: UnitOfWork, chunk: Chunk, now: datetime) -> Review:
        """The chunk's place in the queue; one is made for an open chunk, whose lock keeps a second reviewer waiting."""
        review = uow.reviews.find_queued(chunk.id, lock=True)
        if review is not None:
            return review
        if chunk.status is not ChunkStatus.OPEN:
            detail = f"This chunk is {chunk.status}; a reviewer decides one that is open or waits for a review."
            raise Conflict("not_in_review", detail)
        begun = Review(
            id=ReviewId(self.ids.new()),
            chunk=chunk.id,
            collection=chunk.collection,
            speaker=chunk.speaker,
            why=(DECIDED_OPEN,),
            queued_at=now,
        )
        uow.reviews.queue(begun)
        return begun


def _ruled(chunk: Chunk, ruling: Ruling) -> Chunk:
    if ruling.decision is ReviewDecision.REJECT:
        return chunk.reject()
    text = ruling.text if ruling.decision is ReviewDecision.EDIT else chunk.text
    if not text:
        raise Conflict("nothing_to_accept", "There is no text to accept; edit it, or reject the chunk.")
    # A reviewer's word is final: there is no more doubt to report than in any one careful hearing.
    return chunk.settle(text, 1.0, Settler.REVIEWER)
