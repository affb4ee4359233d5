"""Decide a review: a chunk is settled by a reviewer's word, or looked at once more."""

from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.collection import Collection
from shrutik_core.collections.second_look import is_chosen
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.review.review import DECIDED_OPEN, EarlierDecision, Review, ReviewDecision, Ruling
from shrutik_core.review.second_look import agrees, review_of_difference, second_look_at
from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import ChunkId, ReviewId
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.announcing import announce_chunks
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.gold_evidence import follow_ruling
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.keep_standings import keep_standings
from shrutik_core.use_cases.steps.lookups import collection_of
from shrutik_core.use_cases.steps.raise_flags import raise_flags
from shrutik_core.use_cases.steps.voices import chunk_to_judge

declare(Conflict, "not_in_review", "This chunk is not open, nor does it wait for a review.")
declare(Conflict, "nothing_to_accept", "There is no text to accept.")

_OWN_VOICE = "You cannot review a recording of your own voice, or of a speaker whom you look after."


@attrs.frozen
class DecideReview:
    """Settles a chunk by a reviewer's word: one that waits for a review, or one that is open.

    A small group has no other way to a dataset. Leases on the chunk are cancelled; a vote that comes later is given
    back. A second look leaves its chunk as it was settled, or sends it to a reviewer who sees both ends. A settled
    chunk that was reported is settled anew, and its reports are answered.

    Attributes:
        units_of_work: where chunks are kept.
        clock: tells when they were decided.
        ids: names reviews.
        second_look_key: by which `collections.second_look.is_chosen` chooses of those that are settled.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    second_look_key: bytes = attrs.field(default=b"", repr=False)

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
            known = uow.reviews.find(ReviewId(before[0])) if before else None
            if known is not None:
                return known
            chunk = chunk_to_judge(uow, actor, chunk_id, _OWN_VOICE)
            decided = self._review(uow, actor, chunk, now).decide(actor.id, ruling, now)
            uow.reviews.save(decided)
            if decided.earlier is not None and chunk.status is ChunkStatus.SETTLED:
                self._compare(uow, chunk, decided, now)
            else:
                self._settle(uow, chunk, decided, now)
            uow.clip_reports.answer(chunk.id, now)
            add_entry(uow, self.ids, now, actor, "chunk.reviewed", chunk_id, decision=ruling.decision)
            keep_receipt(uow, actor.id, key, (decided.id,), now)
            uow.commit()
        return decided

    def _review(self, uow: UnitOfWork, actor: Actor, chunk: Chunk, now: datetime) -> Review:
        """The chunk's place in the queue; one is made for an open chunk, whose lock keeps a second reviewer waiting."""
        review = uow.reviews.find_queued(chunk.id, lock=True)
        if review is not None and review.may_be_of(actor.id):
            return review
        # Whoever settled a chunk is not told that others look at it again.
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

    def _settle(self, uow: UnitOfWork, chunk: Chunk, decided: Review, now: datetime) -> None:
        ruled, collection = _ruled(chunk, decided), collection_of(uow, chunk)
        self._follow(uow, chunk, ruled, collection, now)
        uow.tasks.cancel_leases(chunk.id, now)
        if ruled.text and ruled.status is ChunkStatus.SETTLED:
            self._look_again(uow, ruled, collection, decided, now)

    def _look_again(
        self, uow: UnitOfWork, ruled: Chunk, collection: Collection, decided: Review, now: datetime
    ) -> None:
        """Queue a second look at what was just settled, if it is among those that get one."""
        if is_chosen(ruled.id, collection.policies.second_look.share, self.second_look_key):
            record = uow.consensuses.find(ruled.id)
            earlier = EarlierDecision(ruled.text or "", record.text if record else None, decided.reviewer)
            uow.reviews.queue(second_look_at(ReviewId(self.ids.new()), ruled, earlier, now))

    def _compare(self, uow: UnitOfWork, chunk: Chunk, decided: Review, now: datetime) -> None:
        """Leave the chunk as it is if the second look agrees; else let a reviewer decide who sees both."""
        if decided.ruling and decided.ruling.decision is not ReviewDecision.REJECT and not decided.heard:
            raise _nothing_to_accept()
        collection = collection_of(uow, chunk)
        if not agrees(decided, collection.language):
            self._follow(uow, chunk, chunk.send_to_review(), collection, now)
            uow.reviews.queue(review_of_difference(ReviewId(self.ids.new()), chunk, now))

    def _follow(self, uow: UnitOfWork, before: Chunk, after: Chunk, collection: Collection, now: datetime) -> None:
        """Keep the chunk, with all that its text says of those who typed it."""
        keep_standings(uow, before, after, collection.language)
        follow_ruling(uow, after, collection.language)
        uow.chunks.save(after)
        announce_chunks(uow, self.ids, now, [(before, after)])
        # Only now is it known which of the texts were wrong in the same way.
        texts = uow.transcriptions.of_chunk(after.id)
        raise_flags(uow, self.ids, now, [(after, texts, collection.language)])


def _ruled(chunk: Chunk, decided: Review) -> Chunk:
    ruling = decided.ruling
    if chunk.status is ChunkStatus.SETTLED:
        chunk = chunk.send_to_review()
    if ruling is None or ruling.decision is ReviewDecision.REJECT:
        return chunk.reject()
    text = ruling.text if ruling.decision is ReviewDecision.EDIT else chunk.text
    if not text:
        raise _nothing_to_accept()
    # A reviewer's word is final: there is no more doubt to report than in any one careful hearing.
    return chunk.settle(text, 1.0, Settler.REVIEWER)


def _nothing_to_accept() -> Conflict:
    return Conflict("nothing_to_accept", "There is no text to accept; edit it, or reject the chunk.")
