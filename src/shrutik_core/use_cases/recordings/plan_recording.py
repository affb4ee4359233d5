"""Plan a recording: measure it, judge it, and keep where it will be cut before anything is cut."""

from typing import BinaryIO

import attrs

from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio import AudioAnalysis, AudioProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.recordings.quality_rules import Assessment, Severity, assess
from shrutik_core.recordings.recording import Recording, RecordingStatus, Sound
from shrutik_core.use_cases.recordings.open_work import CutsToMake, NoWorkLeft, OpenWork, at_work, reasons_for
from shrutik_core.use_cases.steps.announcing import announce_recording
from shrutik_core.use_cases.steps.find_copies import Copy, find_copy
from shrutik_core.use_cases.steps.notifying import tell_of_refusal


@attrs.frozen
class PlanRecording:
    """Decides where a recording is cut, or that it is refused; what was decided once stays decided."""

    units_of_work: UnitsOfWork
    audio_processor: AudioProcessor
    clock: Clock
    ids: IdSource
    limits: AudioLimits = attrs.field(factory=AudioLimits)

    def __call__(self, work: OpenWork, source: BinaryIO) -> CutsToMake:
        """The cuts, kept.

        Args:
            work: from `ProcessRecording`.
            source: the recording's audio, seekable.

        Raises:
            NoWorkLeft: if the recording is refused by this, and noted as such; or needs no more work.
            Invalid: if the audio cannot be decoded.
        """
        if work.cuts is not None and work.recording.sound is not None:
            return CutsToMake(self._still_the_first(work), work.collection, work.cuts)
        analysis = self.audio_processor.analyse(source, self.limits)
        # A recording that was brought may come with its cuts, before it was measured.
        recording, kept = self._keep(work, analysis, work.cuts or _planned(work, analysis))
        return CutsToMake(recording, work.collection, kept, analysis.replay)

    def _keep(self, work: OpenWork, analysis: AudioAnalysis, cuts: Cuts) -> tuple[Recording, Cuts]:
        collection = work.collection
        assessment = assess(analysis.quality, collection.policies.quality, analysis.facts)
        with self.units_of_work() as uow:
            now, current = self.clock.now(), at_work(uow, work.recording.id)
            fingerprint = RecordingFingerprint(current.id, collection.id, current.audio.sha256, analysis.fingerprint)
            copy = None if assessment.refused else find_copy(uow, current, fingerprint, collection)
            assessment = assessment.joined_by(copy.finding) if copy else assessment
            measured = attrs.evolve(
                current.measured(_sound(analysis), analysis.quality.to_mapping(), now),
                reasons=reasons_for(uow, current, assessment),
                copy_of=copy.original if copy else None,
            )
            if assessment.refused:
                self._refuse(uow, measured)
            uow.recordings.save(measured)
            uow.fingerprints.put(fingerprint)
            kept = uow.recordings.keep_cuts(cuts)
            uow.commit()
        return measured, kept

    def _still_the_first(self, work: OpenWork) -> Recording:
        """The recording; it is refused if the same was sent while this one had failed, as it would have been then."""
        with self.units_of_work() as uow:
            current, fingerprint = at_work(uow, work.recording.id), uow.fingerprints.find(work.recording.id)
            copy = find_copy(uow, current, fingerprint, work.collection) if fingerprint else None
            if copy is not None and copy.finding.severity is Severity.REFUSE:
                self._refuse(uow, _as_copy(uow, current, copy))
        return current

    def _refuse(self, uow: UnitOfWork, recording: Recording) -> None:
        now = self.clock.now()
        refused = recording.become(RecordingStatus.REFUSED, now)
        uow.recordings.save(refused)
        announce_recording(uow, self.ids, now, refused)
        tell_of_refusal(uow, self.ids, now, recording)
        uow.commit()
        raise NoWorkLeft


def _planned(work: OpenWork, analysis: AudioAnalysis) -> Cuts:
    plan = plan_chunks(analysis.features, work.collection.policies.chunking, speech=analysis.speech)
    return Cuts(work.recording.id, plan.digest, tuple(Cut(chunk.span, chunk.silent) for chunk in plan.chunks))


def _as_copy(uow: UnitOfWork, recording: Recording, copy: Copy) -> Recording:
    reasons = reasons_for(uow, recording, Assessment((copy.finding,)))
    return attrs.evolve(recording, reasons=reasons, copy_of=copy.original)


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
