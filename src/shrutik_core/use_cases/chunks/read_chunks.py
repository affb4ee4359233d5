"""Read a chunk, hear it, and see its consensus: who may do which."""

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.consensus.result import Consensus
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Missing, Refused, declare
from shrutik_core.shared.ids import ChunkId
from shrutik_core.transcription.task import Task, TaskStatus
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.chunks.consensus_of_chunk import consensus_of_chunk
from shrutik_core.use_cases.chunks.gold_mask import as_if_alone
from shrutik_core.use_cases.steps.judging import as_judged
from shrutik_core.use_cases.steps.lookups import collection_of, voice_withdrawn

declare(Refused, "transcribe_first", "Send your own transcription first.")

_MISSING = "You have no access to such a chunk; a task or the review queue lets you hear one."


@attrs.frozen
class ShownChunk:
    """A chunk as its reader may see it.

    Attributes:
        chunk: with its text.
        origin: whether the reader may know which recording it is of, and where in it: its speaker may, and its
            reviewers, but not those who transcribe it, who could put a speaker's clips together.
    """

    chunk: Chunk
    origin: bool


@attrs.frozen
class ReadChunks:
    """Chunks, by those who may.

    Reviewers hear and see all of their collections, but not how a chunk was settled that they may look at a second
    time. A speaker hears and sees what became of their own voice. Whoever holds a task hears its chunk, and sees what
    others made of it only after they sent their own text; of a gold item they see that alone.
    """

    units_of_work: UnitsOfWork

    def get(self, actor: Actor, chunk_id: ChunkId) -> Chunk:
        """The chunk of `show`; raises as it does."""
        return self.show(actor, chunk_id).chunk

    def show(self, actor: Actor, chunk_id: ChunkId) -> ShownChunk:
        """The chunk, with its text, and whether its origin may be told.

        Raises:
            Conflict: ``policies_unreadable``.
            Gone: ``voice_withdrawn``.
            Missing: ``chunk_missing``.
            Refused: ``transcribe_first``.
        """
        with self.units_of_work() as uow:
            chunk = _found(uow, chunk_id)
            if _sees_all(uow, actor, chunk):
                _check_not_withdrawn(chunk)
                return ShownChunk(as_judged(uow, actor, chunk), origin=True)
            answer = _own_text(uow, actor, chunk)
            _check_not_withdrawn(chunk)
            shown = as_if_alone(uow, chunk, answer)[0] if answer and answer.gold else chunk
            return ShownChunk(shown, origin=False)

    def consensus(self, actor: Actor, chunk_id: ChunkId) -> tuple[Chunk, ConsensusRecord | None]:
        """The chunk and its latest consensus; None before the first transcription was counted.

        Raises:
            Conflict: ``policies_unreadable``.
            Gone: ``voice_withdrawn``.
            Missing: ``chunk_missing``.
            Refused: ``transcribe_first``.
        """
        with self.units_of_work() as uow:
            chunk = _found(uow, chunk_id)
            answer = None if _sees_all(uow, actor, chunk) else _own_text(uow, actor, chunk)
            _check_not_withdrawn(chunk)
            if answer and answer.gold:
                return as_if_alone(uow, chunk, answer)
            return as_judged(uow, actor, chunk), uow.consensuses.find(chunk_id)

    def network(self, actor: Actor, chunk_id: ChunkId) -> Consensus:
        """The chunk's consensus as its transcriptions give it now: slot by slot, who typed what, and what each weighs.

        Raises:
            Gone: ``voice_withdrawn``.
            Missing: ``chunk_missing``, also if it is in a collection that the actor does not review.
            Refused: ``not_permitted``; it shows what single people typed, so it is for reviewers.
        """
        actor.require(Permission.REVIEW)
        with self.units_of_work() as uow:
            chunk = _found(uow, chunk_id)
            if not actor.may(Permission.REVIEW, chunk.collection):
                raise Missing("chunk_missing", _MISSING)
            _check_not_withdrawn(chunk)
            return consensus_of_chunk(uow, chunk, collection_of(uow, chunk))

    def audio(self, actor: Actor | None, chunk_id: ChunkId) -> StoredBlob:
        """Where the clip lies; ``actor`` is None for whoever holds a signed link.

        Raises:
            Gone: ``voice_withdrawn``.
            Missing: ``chunk_missing``.
        """
        return self.heard(actor, chunk_id).audio

    def heard(self, actor: Actor | None, chunk_id: ChunkId) -> Chunk:
        """The chunk whose clip may be heard; raises as `audio`."""
        with self.units_of_work() as uow:
            chunk = _found(uow, chunk_id)
            if actor is not None and not _sees_all(uow, actor, chunk):
                _own_task(uow, actor, chunk)
            _check_not_withdrawn(chunk)
            return chunk


def _found(uow: UnitOfWork, chunk_id: ChunkId) -> Chunk:
    chunk = uow.chunks.find(chunk_id)
    if chunk is None:
        raise Missing("chunk_missing", _MISSING)
    return chunk


def _check_not_withdrawn(chunk: Chunk) -> None:
    if chunk.status is ChunkStatus.WITHDRAWN:
        raise voice_withdrawn()


def _sees_all(uow: UnitOfWork, actor: Actor, chunk: Chunk) -> bool:
    if actor.may(Permission.REVIEW, chunk.collection) or actor.may(Permission.SEE_ALL):
        return True
    recording = uow.recordings.find(chunk.recording) if actor.may(Permission.RECORD) else None
    return recording is not None and recording.contributor == actor.id


def _own_task(uow: UnitOfWork, actor: Actor, chunk: Chunk) -> Task:
    task = uow.tasks.find_for(chunk.id, actor.id) if actor.may(Permission.TRANSCRIBE) else None
    if task is None:
        raise Missing("chunk_missing", _MISSING)
    return task


def _own_text(uow: UnitOfWork, actor: Actor, chunk: Chunk) -> Transcription | None:
    task = _own_task(uow, actor, chunk)
    if task.status is not TaskStatus.SUBMITTED:
        raise Refused("transcribe_first", "Send your own transcription first; then you see what others heard.")
    return uow.transcriptions.find_for(chunk.id, actor.id)
