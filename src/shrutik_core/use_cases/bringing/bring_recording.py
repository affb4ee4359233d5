"""Bring a recording of a corpus: a speaker's voice, cut as the corpus cuts it if it says so."""

from collections.abc import Iterable
from contextlib import ExitStack

import attrs

from shrutik_core.chunking.cuts import whole
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.recordings.audio_intake import AudioIntake, StoredAudio
from shrutik_core.use_cases.recordings.make_recording import MakeRecording
from shrutik_core.use_cases.recordings.upload_details import UploadDetails


@attrs.frozen
class BringRecording:
    """Makes sound that lies on this machine a recording of an entrusted speaker's; nobody's daily quota counts it."""

    units_of_work: UnitsOfWork
    clock: Clock
    intake: AudioIntake
    make: MakeRecording

    def __call__(
        self, actor: Actor, details: UploadDetails, parts: Iterable[bytes], samples: int | None = None
    ) -> Recording:
        """The new recording, whose clips come of a job.

        Args:
            actor: who looks after the speaker.
            details: where it belongs, and whose voice it is.
            parts: its bytes.
            samples: of each channel, if all of it is to be one clip; None if it is cut at pauses.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: as `AudioIntake.store`.
            Missing: ``collection_missing``, ``prompt_missing`` or ``speaker_missing``.
            Refused: ``consent_required``, ``account_withdrawn`` or ``not_permitted``.
            Unavailable: if audio or recording cannot be stored.
        """
        actor.require(Permission.RECORD_FOR_OTHERS)
        audio = self.intake.store(parts)
        with ExitStack() as taken_back:
            taken_back.callback(self.intake.discard, audio)
            try:
                recording = self._keep(actor, details, audio, samples)
            except Unavailable:
                # Whether it was committed is not known: audio without a recording is swept later.
                taken_back.pop_all()
                raise
            taken_back.pop_all()
        return recording

    def _keep(self, actor: Actor, details: UploadDetails, audio: StoredAudio, samples: int | None) -> Recording:
        with self.units_of_work() as uow:
            recording = self.make(uow, actor, details, audio, self.clock.now())
            if samples is not None:
                # Kept with the recording, so that the job that cuts it finds them.
                uow.recordings.keep_cuts(whole(recording.id, samples))
            uow.commit()
        return recording
