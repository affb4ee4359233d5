"""Make a recording of audio that is stored: who may, of whose voice, and the job that cuts it."""

from datetime import datetime

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Actor
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.probable_length import probable_seconds
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.ids import JobId, SpeakerId
from shrutik_core.shared.job_kinds import RecordingUploaded
from shrutik_core.shared.jobs import Job
from shrutik_core.use_cases.recordings.audio_intake import StoredAudio
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_quota import UploadQuota
from shrutik_core.use_cases.steps.lookups import check_prompt, the_collection, the_consent, the_contributor
from shrutik_core.use_cases.steps.voices import voice_to_record


@attrs.frozen
class MakeRecording:
    """Makes recordings in transactions of the caller's, whichever way their audio came."""

    ids: IdSource
    origins: OriginHasher
    quota: UploadQuota

    def __call__(
        self, uow: UnitOfWork, actor: Actor, details: UploadDetails, audio: StoredAudio, now: datetime
    ) -> Recording:
        """The new recording, with the job that cuts it; raises as `admit`.

        Raises:
            UsedUp: ``daily_upload_used_up``.
        """
        self.quota.room(uow, actor, now, audio.blob.size, lock=True)
        collection, voice = self.admit(uow, actor, details)
        recording = Recording(
            id=audio.recording,
            collection=collection.id,
            speaker=voice,
            contributor=actor.id,
            prompt=details.prompt,
            audio=audio.blob,
            media_type=audio.media_type.value,
            created_at=now,
            updated_at=now,
            metadata=details.metadata,
            origin=self.origins.of(actor.origin),
        )
        uow.recordings.add(recording)
        weight = probable_seconds(audio.media_type, audio.blob.size)
        event = RecordingUploaded(recording.id)
        uow.jobs.add(Job.due(JobId(self.ids.new()), event, now, person=actor.id, weight=weight))
        return recording

    def admit(self, uow: UnitOfWork, actor: Actor, details: UploadDetails) -> tuple[Collection, SpeakerId]:
        """The collection and the voice of a recording, if the actor may make it now.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``, ``prompt_missing`` or ``speaker_missing``.
            Refused: ``consent_required``, ``account_withdrawn`` or ``not_permitted``.
        """
        collection = the_collection(uow, details.collection)
        the_contributor(uow, actor).check_stays()
        voice = voice_to_record(uow, actor, collection, details.speaker)
        the_consent(uow, voice, collection, Purpose.RECORD)
        check_prompt(uow, collection, details.prompt)
        return collection, voice
