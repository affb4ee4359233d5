"""Process a recording: listen to it, decide where to cut, cut it, and lay its chunks before the transcribers."""

from collections.abc import Iterator
from typing import BinaryIO
from uuid import UUID

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, clip_key
from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.chunking.rules import Rules
from shrutik_core.consensus.policy import Policy
from shrutik_core.ports.audio import AudioAnalysis, AudioLimits, AudioProcessor, EncodedClip
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.prompts.collection import Collection
from shrutik_core.recordings.advice import advice, advice_for
from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.recordings.quality_rules import Assessment, QualityRules, Severity, assess
from shrutik_core.recordings.recording import Reason, Recording, RecordingStatus, Sound
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.shared.ids import RecordingId, name_chunk
from shrutik_core.use_cases.steps.find_copies import find_copy

_AT_WORK = RecordingStatus.PROCESSING
_BLOCK = 256 * 1024


@attrs.frozen
class ProcessRecording:
    """Makes chunks of a recording; broken off anywhere, it goes on and makes the same chunks."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    audio_processor: AudioProcessor
    clock: Clock
    limits: AudioLimits = attrs.field(factory=AudioLimits)

    def __call__(self, subject: UUID) -> None:
        """Process it; nothing happens where it is done or withdrawn.

        A recording that cannot be decoded or is not worth transcribing is refused, with advice for its speaker.

        Raises:
            Missing: ``recording_missing``, or ``blob_missing`` where its audio is gone.
            Unavailable: where a store does not answer.
        """
        recording = self._begin(RecordingId(subject))
        if recording is None:
            return
        with self.blobs.fetch(recording.audio.key) as source:
            try:
                cuts, replay = self._plan(recording, source)
                chunks = self._cut(recording, cuts, source, replay) if cuts else []
            except Invalid as error:
                self._refuse(recording, error)
                return
        if cuts:
            self._finish(recording, chunks)

    def give_up(self, subject: UUID, error: str) -> None:
        """Note that the recording failed."""
        with self.units_of_work() as uow:
            recording = uow.recordings.find(RecordingId(subject), lock=True)
            if recording is not None and recording.status is _AT_WORK:
                reason = Reason("processing_failed", error)
                uow.recordings.save(recording.become(RecordingStatus.FAILED, self.clock.now(), (reason,)))
                uow.commit()

    def _begin(self, recording_id: RecordingId) -> Recording | None:
        with self.units_of_work() as uow:
            recording = uow.recordings.find(recording_id, lock=True)
            if recording is None:
                raise Missing("recording_missing", "The recording is gone.")
            if recording.status is _AT_WORK:
                return recording
            if recording.status not in {RecordingStatus.UPLOADED, RecordingStatus.FAILED}:
                return None
            begun = recording.become(_AT_WORK, self.clock.now(), ())
            uow.recordings.save(begun)
            uow.commit()
        return begun

    def _plan(self, recording: Recording, source: BinaryIO) -> tuple[Cuts | None, object]:
        """The cuts, kept before the first chunk is written, None where the recording was refused; and a replay."""
        with self.units_of_work() as uow:
            kept = uow.recordings.cuts(recording.id)
            collection = _collection(uow, recording)
        if kept is not None:
            return kept if self._still_the_first(recording, collection) else None, None
        analysis = self.audio_processor.analyse(source, self.limits)
        plan = plan_chunks(analysis.features, Rules.from_mapping(collection.policies.chunking), speech=analysis.speech)
        cuts = Cuts(recording.id, plan.digest, tuple(Cut(chunk.span, chunk.silent) for chunk in plan.chunks))
        return self._keep(recording, collection, analysis, cuts), analysis.replay

    def _keep(self, recording: Recording, collection: Collection, analysis: AudioAnalysis, cuts: Cuts) -> Cuts | None:
        verdict = assess(analysis.quality, QualityRules.from_mapping(collection.policies.quality), analysis.facts)
        with self.units_of_work() as uow:
            current = uow.recordings.find(recording.id, lock=True)
            if current is None or current.status is not _AT_WORK:
                return None
            kept = RecordingFingerprint(recording.id, collection.id, recording.audio.sha256, analysis.fingerprint)
            copy = None if verdict.refused else find_copy(uow, current, kept, collection)
            verdict = verdict.joined_by(copy.finding) if copy else verdict
            now = self.clock.now()
            measured = attrs.evolve(
                current.measured(_sound(analysis), analysis.quality.to_mapping(), now),
                reasons=_reasons(uow, recording, verdict),
                copy_of=copy.original if copy else None,
            )
            if verdict.refused:
                uow.recordings.save(measured.become(RecordingStatus.REFUSED, now))
            else:
                uow.recordings.save(measured)
                uow.fingerprints.put(kept)
                cuts = uow.recordings.keep_cuts(cuts)
            uow.commit()
        return None if verdict.refused else cuts

    def _still_the_first(self, recording: Recording, collection: Collection) -> bool:
        """Whether nobody sent the same while this one had failed; a copy is refused now as it would have been then."""
        with self.units_of_work() as uow:
            current, kept = uow.recordings.find(recording.id, lock=True), uow.fingerprints.find(recording.id)
            if current is None or current.status is not _AT_WORK:
                return False
            copy = find_copy(uow, current, kept, collection) if kept else None
            if copy is None or copy.finding.severity is not Severity.REFUSE:
                return True
            reasons = _reasons(uow, recording, Assessment((copy.finding,)))
            refused = current.become(RecordingStatus.REFUSED, self.clock.now(), reasons)
            uow.recordings.save(attrs.evolve(refused, copy_of=copy.original))
            uow.commit()
        return False

    def _cut(self, recording: Recording, cuts: Cuts, source: BinaryIO, replay: object) -> list[Chunk]:
        with self.units_of_work() as uow:
            current = uow.recordings.find(recording.id)
            collection = _collection(uow, recording)
        if current is None or current.sound is None:
            raise Missing("recording_missing", "The recording is gone.")
        wanted = Policy.from_mapping(collection.policies.consensus).fewest
        clips = self.audio_processor.cut(source, [cut.span for cut in cuts.cuts], replay=replay)
        return [self._store(current, current.sound.sample_rate, cuts, clip, wanted) for clip in clips]

    def _store(self, recording: Recording, rate: int, cuts: Cuts, clip: EncodedClip, wanted: int) -> Chunk:
        chunk_id = name_chunk(recording.id, cuts.digest, clip.span)
        silent = cuts.cuts[clip.index].silent
        return Chunk(
            id=chunk_id,
            recording=recording.id,
            collection=recording.collection,
            speaker=recording.speaker,
            index=clip.index,
            span=clip.span,
            sample_rate=rate,
            audio=self.blobs.put(clip_key(recording.id, chunk_id), _blocks(clip.stream)),
            created_at=self.clock.now(),
            status=ChunkStatus.SILENT if silent else ChunkStatus.OPEN,
            wanted=wanted,
            quality=clip.quality.to_mapping(),
        )

    def _finish(self, recording: Recording, chunks: list[Chunk]) -> None:
        with self.units_of_work() as uow:
            current = uow.recordings.find(recording.id, lock=True)
            if current is None or current.status is not _AT_WORK:
                return
            uow.chunks.add_all(chunks)
            done = current.become(RecordingStatus.CHUNKED, self.clock.now())
            uow.recordings.save(attrs.evolve(done, chunk_count=len(chunks)))
            uow.commit()

    def _refuse(self, recording: Recording, error: Invalid) -> None:
        with self.units_of_work() as uow:
            current = uow.recordings.find(recording.id, lock=True)
            if current is None or current.status is not _AT_WORK:
                return
            reason = Reason(error.code, advice_for(error.code, _locale(uow, recording)))
            uow.recordings.save(current.become(RecordingStatus.REFUSED, self.clock.now(), (reason,)))
            uow.commit()


def _collection(uow: UnitOfWork, recording: Recording) -> Collection:
    collection = uow.collections.find(recording.collection)
    if collection is None:
        raise Missing("collection_missing", "The recording's collection is gone.")
    return collection


def _reasons(uow: UnitOfWork, recording: Recording, verdict: Assessment) -> tuple[Reason, ...]:
    locale = _locale(uow, recording)
    return tuple(Reason(finding.code, advice(finding, locale)) for finding in verdict.findings)


def _locale(uow: UnitOfWork, recording: Recording) -> str:
    contributor = uow.contributors.find(recording.contributor)
    return contributor.locale if contributor else "en"


def _sound(analysis: AudioAnalysis) -> Sound:
    facts = analysis.facts
    return Sound(
        duration=facts.duration,
        sample_rate=facts.sample_rate,
        channels=facts.channels,
        samples=facts.samples,
        codec=facts.codec,
        container=facts.container.value,
    )


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block
