"""Complete an upload: all of its bytes are there, so it becomes a recording, or is refused for good."""

from contextlib import ExitStack
from functools import partial

import attrs

from shrutik_core.people.roles import Actor
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.upload import Upload, UploadStatus
from shrutik_core.shared.errors import FieldError, Invalid, Missing, Refused, Unavailable, declare
from shrutik_core.use_cases.recordings.audio_intake import StoredAudio
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_recording import UploadRecording
from shrutik_core.use_cases.steps.once_more import once_more
from shrutik_core.use_cases.uploads.upload_parts import UploadParts

declare(Invalid, "upload_differs", "What came does not have the SHA-256 that was stated.")


@attrs.frozen
class CompleteUpload:
    """Makes a whole upload a recording by the rules of `UploadRecording`, once, however often it is tried."""

    units_of_work: UnitsOfWork
    upload_recording: UploadRecording
    parts: UploadParts

    def __call__(self, actor: Actor, upload: Upload) -> Upload:
        """The upload as it is afterwards: complete, or refused; as it was if it is not whole, or had ended before.

        It is refused with what `UploadRecording` raises, or ``upload_differs`` if it has another SHA-256 than was said.

        Raises:
            Conflict: ``policies_unreadable``; it can be tried again.
            Missing: ``upload_missing``.
            UsedUp: ``daily_upload_used_up``; it can be tried again tomorrow.
            Unavailable: if a store does not answer; it can be tried again.
        """
        if upload.status is not UploadStatus.RECEIVING or not upload.is_whole:
            return upload
        try:
            self._check(actor, upload)
            return self._keep(actor, upload, self._joined(upload))
        except (Invalid, Missing, Refused) as error:
            # Of two attempts at once, one may have taken the parts away from the other: then this is not refused.
            return self.parts.refuse(upload.id, error)

    def _check(self, actor: Actor, upload: Upload) -> None:
        """Look at what may have changed since the upload began, before all of its bytes are read."""
        with self.units_of_work() as uow:
            self.upload_recording.quota.room(uow, actor, self.upload_recording.clock.now(), upload.length)
            self.upload_recording.make.admit(uow, actor, _details(upload))

    def _joined(self, upload: Upload) -> StoredAudio:
        intake = self.upload_recording.intake
        audio = intake.store(self.parts.read(upload.id))
        differs = upload.announced is not None and upload.announced != audio.blob.sha256
        if differs or audio.blob.size != upload.length:
            intake.discard(audio)
            detail = "What came does not have the SHA-256 that was stated; begin a new upload and send it all again."
            raise Invalid("upload_differs", detail, errors=[FieldError("sha256", "differs", "differs")])
        return audio

    def _keep(self, actor: Actor, upload: Upload, audio: StoredAudio) -> Upload:
        with ExitStack() as taken_back:
            taken_back.callback(self.upload_recording.intake.discard, audio)
            try:
                # The upload itself tells whether it was completed.
                act = partial(self._complete, actor, upload, audio)
                after = once_more(act, self.units_of_work.commits_begun, once=True)
            except Unavailable:
                # Whether it was committed is not known; see `Reception`.
                taken_back.pop_all()
                raise
            if after.recording == audio.recording:
                taken_back.pop_all()
        self.parts.clear(upload.id)
        return after

    def _complete(self, actor: Actor, upload: Upload, audio: StoredAudio) -> Upload:
        with self.units_of_work() as uow:
            found = uow.uploads.find(upload.id, lock=True)
            if found is None:
                raise Missing("upload_missing", "There is no such upload any more; begin a new one.")
            if found.status is not UploadStatus.RECEIVING:
                return found
            recording = self.upload_recording.make(
                uow, actor, _details(upload), audio, self.upload_recording.clock.now()
            )
            complete = found.complete(recording.id, audio.blob.sha256, self.parts.expiry())
            uow.uploads.save(complete)
            uow.uploads.forget_parts(upload.id)
            uow.commit()
        return complete


def _details(upload: Upload) -> UploadDetails:
    return UploadDetails(str(upload.collection), upload.prompt, upload.metadata, upload.speaker)
