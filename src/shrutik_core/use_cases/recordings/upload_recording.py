"""Upload a recording: its bytes are safe before anybody says so."""

import json
from collections.abc import Iterable, Iterator, Mapping

import attrs

from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.audio import AudioLimits, AudioProcessor
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.prompts.collection import Collection
from shrutik_core.recordings.media import SNIFF_BYTES, MediaType, sniff
from shrutik_core.recordings.recording import Recording, original_key
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import FieldError, Invalid, Missing, ShrutikError
from shrutik_core.shared.events import RecordingUploaded
from shrutik_core.shared.ids import JobId, PromptId, RecordingId
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection, the_consent, the_contributor

LARGEST_UPLOAD = 512 * 1024 * 1024
LARGEST_METADATA = 8 * 1024


@attrs.frozen
class StagedAudio:
    """Audio that is stored but belongs to no recording yet.

    Attributes:
        recording: the id that the recording will have.
        blob: where the bytes lie.
        media_type: from the content.
    """

    recording: RecordingId
    blob: StoredBlob
    media_type: MediaType


@attrs.frozen
class StageAudio:
    """Stores what is being uploaded, as it comes in."""

    blobs: BlobStore
    ids: IdSource
    audio_processor: AudioProcessor
    limits: AudioLimits = attrs.field(factory=AudioLimits)
    largest: int = LARGEST_UPLOAD

    def __call__(self, parts: Iterable[bytes]) -> StagedAudio:
        """The stored audio; nothing stays behind where it is refused.

        Raises:
            Invalid: ``empty``, ``unsupported_media``, ``too_large``, ``too_long``, or whatever else its header tells.
            Unavailable: where the store does not take it.
        """
        recording = RecordingId(self.ids.new())
        head, rest = _head(iter(parts))
        if not head:
            raise Invalid(
                "empty", "The file is empty; record again.", errors=[FieldError("audio", "is empty", "empty")]
            )
        media_type = sniff(head)
        if media_type is None:
            raise Invalid(
                "unsupported_media",
                "This is no audio that Shrutik reads; send WAV, FLAC, Ogg/Opus, MP3, WebM or M4A.",
                errors=[FieldError("audio", "is no known kind of audio", "unsupported_media")],
            )
        blob = self.blobs.put(original_key(recording), self._bounded(head, rest))
        staged = StagedAudio(recording, blob, media_type)
        try:
            with self.blobs.fetch(blob.key) as source:
                self.audio_processor.check(source, self.limits)
        except ShrutikError:
            self.discard(staged)
            raise
        return staged

    def discard(self, staged: StagedAudio) -> None:
        """Take staged audio away again."""
        self.blobs.delete(staged.blob.key)

    def _bounded(self, head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
        size = len(head)
        if size <= self.largest:
            yield head
        for part in rest:
            size += len(part)
            if size > self.largest:
                break
            yield part
        if size > self.largest:
            limit = f"{self.largest / 1024 / 1024:g} MB"
            raise Invalid("too_large", f"A recording may have {limit} at most; send it as FLAC or Opus, or in parts.")


def _head(parts: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    head = b""
    for part in parts:
        head += part
        if len(head) >= SNIFF_BYTES:
            break
    return head, parts


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


@attrs.frozen
class UploadRecording:
    """Makes staged audio a recording of one's own voice, and its cutting due."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(
        self, actor: Actor, details: UploadDetails, staged: StagedAudio, key: IdempotencyKey | None = None
    ) -> Recording:
        """The new recording, or the one that the same call made before (then the staged audio is not used).

        Raises:
            Missing: ``collection_missing`` or ``prompt_missing``.
            Refused: ``consent_required``.
        """
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            now = self.clock.now()
            before = done_before(uow, actor.id, key, now)
            if before:
                return _again(uow.recordings.find(RecordingId(before[0])))
            collection = the_collection(uow, details.collection)
            recording = self._recording(uow, actor, collection, details, staged)
            uow.recordings.add(recording)
            uow.jobs.add(Job.due(JobId(self.ids.new()), RecordingUploaded(recording.id), now))
            keep_receipt(uow, actor.id, key, (recording.id,), now)
            uow.commit()
        return recording

    def _recording(
        self, uow: UnitOfWork, actor: Actor, collection: Collection, details: UploadDetails, staged: StagedAudio
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
            id=staged.recording,
            collection=collection.id,
            speaker=person.speaker,
            contributor=actor.id,
            prompt=details.prompt,
            audio=staged.blob,
            media_type=staged.media_type.value,
            created_at=now,
            updated_at=now,
            metadata=details.metadata,
        )


def _again(recording: Recording | None) -> Recording:
    if recording is None:
        raise Missing("recording_missing", "The recording that this key made is gone.")
    return recording
