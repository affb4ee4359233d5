"""How recordings, chunks and their consensus are shown."""

from uuid import UUID

from shrutik_core.chunking.chunk import Chunk, Settler
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.consensus.result import Choice, Consensus, Slot, Verdict, Vote
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_http.links import Links
from shrutik_http.schemas.recordings import (
    ChoiceView,
    ChunkView,
    ConsensusView,
    ReasonView,
    RecordingReceipt,
    RecordingView,
    SlotView,
    VoiceView,
)

_MICROSECONDS = 6


def recording_receipt(recording: Recording) -> RecordingReceipt:
    """The receipt: stored, whatever has become of it since a first call with the same key."""
    return RecordingReceipt(
        id=recording.id,
        status=RecordingStatus.UPLOADED,
        collection_id=recording.collection,
        prompt_id=recording.prompt,
        media_type=recording.media_type,
        bytes=recording.audio.size,
        sha256=recording.audio.sha256,
        created_at=recording.created_at,
    )


def recording_view(recording: Recording, links: Links) -> RecordingView:
    """A recording."""
    sound = recording.sound
    return RecordingView(
        id=recording.id,
        status=recording.status,
        reasons=[ReasonView(code=one.code, detail=one.detail) for one in recording.reasons],
        duration=round(sound.duration, _MICROSECONDS) if sound else None,
        sample_rate=sound.sample_rate if sound else None,
        channels=sound.channels if sound else None,
        codec=sound.codec if sound else None,
        chunk_count=recording.chunk_count,
        quality=dict(recording.quality),
        collection_id=recording.collection,
        prompt_id=recording.prompt,
        media_type=recording.media_type,
        bytes=recording.audio.size,
        sha256=recording.audio.sha256,
        metadata=dict(recording.metadata),
        copy_of=recording.copy_of,
        audio_url=links.recording_audio(recording.id),
        created_at=recording.created_at,
        updated_at=recording.updated_at,
    )


def chunk_view(chunk: Chunk, links: Links) -> ChunkView:
    """A chunk, for those who may see what became of it."""
    return ChunkView(
        id=chunk.id,
        recording_id=chunk.recording,
        collection_id=chunk.collection,
        index=chunk.index,
        start=round(chunk.start, _MICROSECONDS),
        end=round(chunk.end, _MICROSECONDS),
        duration=round(chunk.duration, _MICROSECONDS),
        silent=chunk.silent,
        status=chunk.status,
        votes=chunk.votes,
        text=chunk.text,
        confidence=chunk.confidence,
        settled_by=chunk.settled_by,
        sample_rate=chunk.sample_rate,
        bytes=chunk.audio.size,
        sha256=chunk.audio.sha256,
        quality=dict(chunk.quality),
        audio_url=links.chunk_audio(chunk.id),
    )


def consensus_view(
    chunk: Chunk, record: ConsensusRecord | None, network: Consensus | None = None, *, dated: bool = True
) -> ConsensusView:
    """What counts now: the reviewer's word where there is one, else what the transcriptions agree on.

    Args:
        chunk: what was heard.
        record: its latest consensus.
        network: how the votes came to it.
        dated: whether to say when; of a gold item there is no such time, so that it would give the item away.
    """
    ruled = chunk.settled_by is Settler.REVIEWER and chunk.text is not None
    consensus_text = record.text if record else None
    return ConsensusView(
        chunk_id=chunk.id,
        status=chunk.status,
        decision=record.decision if record else Verdict.MORE_VOTES.value,
        text=chunk.text if ruled else consensus_text,
        confidence=chunk.confidence if ruled else (record.confidence if record else None),
        expected_wer=record.expected_wer if record else None,
        votes=record.votes if record else chunk.votes,
        reasons=list(record.reasons) if record else [],
        words=[dict(word) for word in record.words] if record else [],
        settled_by=chunk.settled_by,
        consensus_text=consensus_text,
        method=record.method if record else None,
        computed_at=record.computed_at if record and dated else None,
        network=[_slot(slot) for slot in network.slots] if network else None,
        transcriptions=[_vote(vote) for vote in network.transcriptions] if network else None,
    )


def _slot(slot: Slot) -> SlotView:
    return SlotView(chosen=_choice(slot.chosen), why=slot.why, rivals=[_choice(rival) for rival in slot.rivals])


def _choice(choice: Choice) -> ChoiceView:
    return ChoiceView(
        text=choice.text,
        probability=choice.probability,
        support=choice.support,
        voters=list(choice.voters),
        weights=list(choice.weights),
    )


def _vote(vote: Vote) -> VoiceView:
    return VoiceView(
        contributor_id=UUID(vote.worker) if vote.worker else None,
        text=vote.text,
        accuracy=vote.accuracy,
        agreement=vote.agreement,
        counted=vote.counted,
        witness=vote.witness,
    )
