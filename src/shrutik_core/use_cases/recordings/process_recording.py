"""Process a recording: plan it, cut it, and note what became of it."""

from uuid import UUID

import attrs

from shrutik_core.metrics.catalogue import CHUNKED_SOUND
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.metrics import Metrics
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.advice import advice_for
from shrutik_core.recordings.recording import Reason, RecordingStatus, recording_prefix
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.shared.ids import RecordingId
from shrutik_core.traces.span import STEP
from shrutik_core.use_cases.recordings.cut_recording import CutRecording
from shrutik_core.use_cases.recordings.open_work import NoWorkLeft, OpenWork, at_work, locale_of
from shrutik_core.use_cases.recordings.plan_recording import PlanRecording
from shrutik_core.use_cases.steps.announcing import announce_recording
from shrutik_core.use_cases.steps.lookups import collection_of
from shrutik_core.use_cases.steps.notifying import tell_of_refusal
from shrutik_core.use_cases.steps.tracing import UNTRACED, Tracer

_TO_DO = frozenset({RecordingStatus.UPLOADED, RecordingStatus.FAILED, RecordingStatus.PROCESSING})


@attrs.frozen
class ProcessRecording:
    """Makes chunks of a recording; broken off anywhere, it goes on and makes the same chunks."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    clock: Clock
    ids: IdSource
    plan: PlanRecording
    cut: CutRecording
    metrics: Metrics
    tracer: Tracer = UNTRACED

    def __call__(self, subject: UUID) -> None:
        """Process it; nothing happens if it is done or withdrawn.

        A recording that cannot be decoded or is not worth transcribing is refused, with advice for its speaker.

        Raises:
            Missing: ``recording_missing``, or ``blob_missing`` if its audio is gone.
            Unavailable: if a store does not answer.
        """
        recording = RecordingId(subject)
        try:
            work = self._begin(recording)
            with self.blobs.fetch(work.recording.audio.key) as source:
                with self.tracer.span(STEP, operation="plan"):
                    cuts = self.plan(work, source)
                with self.tracer.span(STEP, operation="cut"):
                    chunks = self.cut(cuts, source)
            done = self.cut.finish(recording, chunks)
        except Invalid as error:
            self._refuse(recording, error)
        except NoWorkLeft:
            self._tidy(recording)
        else:
            self.metrics.count(CHUNKED_SOUND, by=done.sound.duration if done.sound else 0.0)

    def give_up(self, subject: UUID, error: str) -> None:
        """Note that the recording failed."""
        self._end(RecordingId(subject), RecordingStatus.FAILED, "processing_failed", error)

    def _begin(self, recording: RecordingId) -> OpenWork:
        with self.units_of_work() as uow:
            found = uow.recordings.find(recording, lock=True)
            if found is None:
                raise Missing("recording_missing", "The recording is gone.")
            if found.status not in _TO_DO:
                raise NoWorkLeft
            work = OpenWork(found, collection_of(uow, found), uow.recordings.cuts(recording))
            if found.status is RecordingStatus.PROCESSING:
                return work
            begun = found.become(RecordingStatus.PROCESSING, self.clock.now(), ())
            uow.recordings.save(begun)
            uow.commit()
        return attrs.evolve(work, recording=begun)

    def _tidy(self, recording: RecordingId) -> None:
        """Take away the clips that were written while the recording was erased."""
        with self.units_of_work() as uow:
            found = uow.recordings.find(recording)
        if found is not None and found.erased:
            for entry in tuple(self.blobs.list(recording_prefix(recording))):
                self.blobs.delete(entry.key)

    def _refuse(self, recording: RecordingId, error: Invalid) -> None:
        with self.units_of_work() as uow:
            found = uow.recordings.find(recording)
            locale = locale_of(uow, found) if found else "en"
        self._end(recording, RecordingStatus.REFUSED, error.code, advice_for(error.code, locale))

    def _end(self, recording: RecordingId, status: RecordingStatus, code: str, detail: str) -> None:
        try:
            with self.units_of_work() as uow:
                now = self.clock.now()
                ended = at_work(uow, recording).become(status, now, (Reason(code, detail),))
                uow.recordings.save(ended)
                announce_recording(uow, self.ids, now, ended)
                if status is RecordingStatus.REFUSED:
                    tell_of_refusal(uow, self.ids, now, ended)
                uow.commit()
        except NoWorkLeft:
            return
