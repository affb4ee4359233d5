"""The mask over gold items: what a contributor who answered one is shown, so that it looks like any other chunk."""

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.consensus.result import Verdict
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.chunks.consensus_of_chunk import consensus_of_chunk, record_of
from shrutik_core.use_cases.steps.lookups import collection_of


def as_if_alone(uow: UnitOfWork, chunk: Chunk, answer: Transcription) -> tuple[Chunk, ConsensusRecord]:
    """The chunk and its consensus as they would be if this answer were the first and only transcription."""
    collection = collection_of(uow, chunk)
    begun = attrs.evolve(chunk, status=ChunkStatus.OPEN, votes=1, skips=0, settled_by=None)
    result = consensus_of_chunk(uow, begun, collection, (answer,))
    record = record_of(chunk.id, result, answer.created_at)
    heard = attrs.evolve(begun, text=result.text, confidence=result.confidence)
    match result.decision:
        case Verdict.ACCEPT:
            return heard.settle(result.text, result.confidence, Settler.CONSENSUS), record
        case Verdict.MORE_VOTES:
            return heard.reopen(1 + result.more_votes), record
        case Verdict.REVIEW:
            return heard.send_to_review(), record
