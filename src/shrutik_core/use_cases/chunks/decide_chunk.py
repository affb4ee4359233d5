"""Decide a chunk: what its transcriptions agree on, and what happens to it next."""

from datetime import datetime
from uuid import UUID

import attrs

from shrutik_core import consensus
from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.collection import Collection
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.consensus.result import Consensus, Verdict, Word
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.review.review import Review
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ChunkId, ReviewId
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.steps.keep_standings import keep_standings, reliability_for
from shrutik_core.use_cases.steps.lookups import collection_of

_CLOSED = frozenset({ChunkStatus.SILENT, ChunkStatus.REJECTED, ChunkStatus.WITHDRAWN})


@attrs.frozen
class DecideChunk:
    """Computes a chunk's consensus from all its transcriptions and acts on it.

    The same transcriptions give the same state again.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, subject: UUID) -> None:
        """Keep the consensus; settle the chunk, ask for more votes, or send it to review.

        A chunk that a reviewer settled keeps the reviewer's word; only its consensus record is brought up to date.

        Raises:
            Missing: ``chunk_missing``.
        """
        chunk_id = ChunkId(subject)
        with self.units_of_work() as uow:
            chunk = uow.chunks.find(chunk_id, lock=True)
            if chunk is None:
                raise Missing("chunk_missing", "The chunk is gone.")
            if chunk.status in _CLOSED:
                return
            collection = collection_of(uow, chunk)
            result = consensus_of_chunk(uow, chunk, collection)
            now = self.clock.now()
            uow.consensuses.put(record_of(chunk_id, result, now))
            after = self._after(uow, chunk, result, now)
            keep_standings(uow, chunk, after, collection.language)
            uow.chunks.save(after)
            uow.commit()

    def give_up(self, subject: UUID, error: str) -> None:
        """Nothing to note: the chunk stays open, and the job stands in the dead-letter list."""

    def _after(self, uow: UnitOfWork, chunk: Chunk, result: Consensus, now: datetime) -> Chunk:
        """The chunk as the decision leaves it; what hangs on it (leases, the review queue) is changed along the way."""
        if chunk.settled_by is Settler.REVIEWER:
            return chunk
        heard = attrs.evolve(chunk, text=result.text, confidence=result.confidence)
        if chunk.status is ChunkStatus.IN_REVIEW:
            return heard
        match result.decision:
            case Verdict.ACCEPT if chunk.status is ChunkStatus.SETTLED:
                return heard
            case Verdict.ACCEPT:
                uow.tasks.cancel_leases(chunk.id, now)
                return chunk.settle(result.text, result.confidence, Settler.CONSENSUS)
            case Verdict.MORE_VOTES:
                return heard.reopen(chunk.votes + result.more_votes)
            case Verdict.REVIEW:
                uow.reviews.queue(self._review(chunk, result, now))
                return heard.send_to_review()

    def _review(self, chunk: Chunk, result: Consensus, now: datetime) -> Review:
        return Review(
            id=ReviewId(self.ids.new()),
            chunk=chunk.id,
            collection=chunk.collection,
            speaker=chunk.speaker,
            why=result.reasons,
            queued_at=now,
        )


def consensus_of_chunk(
    uow: UnitOfWork, chunk: Chunk, collection: Collection, given: tuple[Transcription, ...] | None = None
) -> Consensus:
    """What a chunk's transcriptions amount to now, decided by its collection's policy.

    Each counts by how reliable its contributor is known to be.

    Args:
        uow: where all of them are kept.
        chunk: what was transcribed; its skips count in the decision.
        collection: the chunk's.
        given: the transcriptions; None for all that the chunk has.
    """
    policy = collection.policies.consensus
    transcriptions = uow.transcriptions.of_chunk(chunk.id) if given is None else given
    prompt = None
    if policy.witness:
        recording = uow.recordings.find(chunk.recording)
        said = uow.prompts.find(recording.prompt) if recording and recording.prompt else None
        prompt = said.text if said else None
    reliability = reliability_for(uow, chunk, transcriptions, collection.language)
    # Through the room, which brings its mathematics in when they are first needed: the API seldom does.
    return consensus.aggregate(
        [transcription.text for transcription in transcriptions],
        workers=[str(transcription.contributor) for transcription in transcriptions],
        reliability={str(one): accuracy for one, accuracy in reliability.items()},
        prompt=prompt,
        language=collection.language,
        policy=policy,
        skips=chunk.skips,
    )


def record_of(chunk_id: ChunkId, result: Consensus, now: datetime) -> ConsensusRecord:
    """What is kept of a decided result."""
    return ConsensusRecord(
        chunk=chunk_id,
        text=result.text,
        confidence=result.confidence,
        expected_wer=result.expected_wer,
        votes=result.votes,
        decision=result.decision.value,
        reasons=result.reasons,
        words=tuple(_word(word) for word in result.words),
        method=result.method.value,
        computed_at=now,
    )


def _word(word: Word) -> dict[str, object]:
    rivals = [{"text": rival.text, "probability": round(rival.probability, 4)} for rival in word.rivals]
    return {"text": word.text, "probability": round(word.probability, 4), "rivals": rivals}
