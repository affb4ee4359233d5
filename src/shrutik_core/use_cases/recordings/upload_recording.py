"""Upload a recording: its bytes are safe before the caller is told so, and are gone again if it is refused."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.probable_length import probable_seconds
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.errors import FieldError, Invalid, Missing, Unavailable, declare
from shrutik_core.shared.ids import JobId, PromptId, RecordingId
from shrutik_core.shared.job_kinds import RecordingUploaded
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.recordings.audio_intake import AudioIntake, StoredAudio
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection, the_consent, the_contributor

declare(Invalid, "metadata_too_large", "The metadata is too large.")
declare(Missing, "prompt_missing", "There is no such prompt.")

LARGEST_METADATA = 8 * 1024


@attrs.frozen
class UploadDetails:
    """What is said about a recording when it is sent.

    Attributes:
        collection: slug or id.
        prompt: what was to be said; None for free speech.
        metadata: a JSON object of up to 8 kB, e.g. the device.

    Raises:
        Invalid: ``metadata_too_large``.
    """

    collection: str
    prompt: PromptId | None = None
    metadata: Mapping[str, object] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if len(json.dumps(self.metadata, ensure_ascii=False).encode()) > LARGEST_METADATA:
            raise Invalid("metadata_too_large", "metadata is a JSON object of at most 8 kB.")


@attrs.define
class Reception:
    """One upload while it comes in: its audio first, then what is said about it.

    Attributes:
        audio: what is stored; None before `store`, and once it belongs to a recording or may belong to one.
    """

    _upload: "UploadRecording"
    audio: StoredAudio | None = attrs.field(default=None, init=False)

    def store(self, parts: Iterable[bytes]) -> StoredAudio:
        """Store the audio as it comes in.

        Raises:
            Invalid: as `AudioIntake.store`, or ``fields_invalid`` if it comes twice.
            Unavailable: if the store does not take it.
        """
        if self.audio is not None:
            detail = "comes twice; send one recording at a time"
            raise Invalid("fields_invalid", f"audio {detail}.", errors=[FieldError("audio", detail)])
        self.audio = self._upload.intake.store(parts)
        return self.audio

    def finish(self, actor: Actor, details: UploadDetails, key: IdempotencyKey | None = None) -> Recording:
        """Make the stored audio a recording; raises as `UploadRecording`, and `Invalid` ``empty`` without audio."""
        if self.audio is None:
            raise Invalid("empty", "There is no audio.", errors=[FieldError("audio", "is required", "missing")])
        try:
            recording = self._upload.keep(actor, details, self.audio, key)
        except Unavailable:
            # Whether it was committed is not known: audio without a recording is swept later, the other way round
            # a recording would be lost.
            self.audio = None
            raise
        if recording.id == self.audio.recording:
            self.audio = None
        return recording


@attrs.frozen
class UploadRecording:
    """Makes audio a recording of the speaker's own voice, and its cutting due."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    intake: AudioIntake

    def __call__(
        self, actor: Actor, details: UploadDetails, parts: Iterable[bytes], key: IdempotencyKey | None = None
    ) -> Recording:
        """The new recording, or the one that the same call made before.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: as `AudioIntake.store`, or ``idempotency_key_reused``.
            Missing: ``collection_missing`` or ``prompt_missing``.
            Refused: ``consent_required``.
            Unavailable: if audio or recording cannot be stored.
        """
        with self.receiving() as reception:
            reception.store(parts)
            return reception.finish(actor, details, key)

    @contextmanager
    def receiving(self) -> Iterator[Reception]:
        """An upload whose details may come after its audio; audio that does not become a recording is taken away."""
        reception = Reception(self)
        try:
            yield reception
        finally:
            if reception.audio is not None:
                self.intake.discard(reception.audio)

    def keep(self, actor: Actor, details: UploadDetails, audio: StoredAudio, key: IdempotencyKey | None) -> Recording:
        """The recording of stored audio, kept in one transaction with its job and its receipt; raises as the call."""
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            now = self.clock.now()
            before = done_before(uow, actor.id, key, now)
            if before:
                return _again(uow.recordings.find(RecordingId(before[0])))
            collection = the_collection(uow, details.collection)
            recording = self._recording(uow, actor, collection, details, audio)
            uow.recordings.add(recording)
            weight = probable_seconds(audio.media_type, audio.blob.size)
            event = RecordingUploaded(recording.id)
            uow.jobs.add(Job.due(JobId(self.ids.new()), event, now, person=actor.id, weight=weight))
            keep_receipt(uow, actor.id, key, (recording.id,), now)
            uow.commit()
        return recording

    def _recording(
        self, uow: UnitOfWork, actor: Actor, collection: Collection, details: UploadDetails, audio: StoredAudio
    ) -> Recording:
        person = the_contributor(uow, actor)
        the_consent(uow, person.speaker, collection, Purpose.RECORD)
        if details.prompt is not None:
            prompt = uow.prompts.find(details.prompt)
            if prompt is None or prompt.collection != collection.id:
                detail = f"There is no such prompt in {collection.slug}."
                raise Missing("prompt_missing", detail, errors=[FieldError("prompt_id", detail)])
        now = self.clock.now()
        return Recording(
            id=audio.recording,
            collection=collection.id,
            speaker=person.speaker,
            contributor=actor.id,
            prompt=details.prompt,
            audio=audio.blob,
            media_type=audio.media_type.value,
            created_at=now,
            updated_at=now,
            metadata=details.metadata,
        )


def _again(recording: Recording | None) -> Recording:
    if recording is None:
        raise Missing("recording_missing", "The recording that this key made is gone.")
    return recording
