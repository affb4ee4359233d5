"""The consensus of one chunk as its transcriptions give it now, and what is kept of it."""

from datetime import datetime

from shrutik_core import consensus
from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.consensus.result import Consensus, Word
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ChunkId
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.steps.keep_standings import reliability_for


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
        prompt = said.script if said else None
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
