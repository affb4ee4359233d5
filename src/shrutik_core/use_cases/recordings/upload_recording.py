"""Upload a recording: its bytes are safe before the caller is told so, and are gone again if it is refused."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from functools import partial
from uuid import UUID

import attrs

from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import Recording
from shrutik_core.shared.errors import FieldError, Invalid, Missing, Unavailable
from shrutik_core.shared.ids import RecordingId, SpeakerId
from shrutik_core.shared.receipts import RECEIPT_LIFETIME, IdempotencyKey, Receipt
from shrutik_core.use_cases.recordings.audio_intake import AudioIntake, IncomingAudio, RepeatedAudio, StoredAudio
from shrutik_core.use_cases.recordings.make_recording import MakeRecording
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_quota import UploadQuota
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection, the_consent
from shrutik_core.use_cases.steps.once_more import once_more
from shrutik_core.use_cases.steps.voices import voice_to_record


@attrs.frozen
class UploadRecording:
    """Makes audio a recording of the sender's own voice, or of an entrusted speaker's, and its cutting due."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    intake: AudioIntake
    origins: OriginHasher
    quota: UploadQuota = attrs.field(factory=UploadQuota)

    @property
    def make(self) -> MakeRecording:
        """What makes a recording of audio that is stored, in a transaction of the caller's."""
        return MakeRecording(self.ids, self.origins, self.quota)

    def __call__(
        self, actor: Actor, details: UploadDetails, parts: Iterable[bytes], key: IdempotencyKey | None = None
    ) -> Recording:
        """The new recording, or the one that the same call made before.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: as `AudioIntake.store`, or ``idempotency_key_reused``.
            Missing: ``collection_missing``, ``prompt_missing`` or ``speaker_missing``.
            Refused: ``consent_required``; ``not_permitted`` if the sender may not record for others there.
            UsedUp: ``daily_upload_used_up``.
            Unavailable: if audio or recording cannot be stored.
        """
        with closing(self.receive(actor, key, details.collection, speaker=details.speaker)) as reception:
            reception.begin()
            for part in parts:
                reception.write(part)
            return reception.finish(details, lambda _: key)

    def receive(
        self,
        actor: Actor,
        key: IdempotencyKey | None = None,
        collection: str | None = None,
        least: int = 0,
        speaker: SpeakerId | None = None,
    ) -> "Reception":
        """What takes one upload while it comes in, once all is checked that can be known before its first byte.

        Args:
            actor: who sends it.
            key: whose receipt tells that the same call was done before; its digest does not matter yet.
            collection: slug or id, if it is known already.
            least: bytes that the audio has at least, as far as is known.
            speaker: whose voice it is, if it is known already not to be the sender's own.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing`` or ``speaker_missing``.
            Refused: ``consent_required`` or ``not_permitted``.
            UsedUp: ``daily_upload_used_up``.
        """
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            now = self.clock.now()
            receipt = uow.receipts.find(actor.id, key, now - RECEIPT_LIFETIME) if key else None
            room = self.quota.room(uow, actor, now, least) if receipt is None else None
        reception = Reception(self, actor, receipt, room)
        if collection is not None:
            reception.check(collection, speaker)
        return reception

    def check(self, actor: Actor, collection: str, speaker: SpeakerId | None = None) -> None:
        """Let pass who may record this voice for the collection now; raises as `receive`."""
        with self.units_of_work() as uow:
            target = the_collection(uow, collection)
            the_consent(uow, voice_to_record(uow, actor, target, speaker), target, Purpose.RECORD)

    def keep(self, actor: Actor, details: UploadDetails, audio: StoredAudio, key: IdempotencyKey | None) -> Recording:
        """The recording of stored audio, kept in one transaction with its job and its receipt; raises as the call.

        Broken off, it is tried once more: a call that is refused sends its audio all over again.
        """
        act = partial(self._keep, actor, details, audio, key)
        return once_more(act, self.units_of_work.commits_begun, once=key is not None)

    def _keep(self, actor: Actor, details: UploadDetails, audio: StoredAudio, key: IdempotencyKey | None) -> Recording:
        with self.units_of_work() as uow:
            now = self.clock.now()
            before = done_before(uow, actor.id, key, now)
            if before:
                return _known(uow, before)
            recording = self.make(uow, actor, details, audio, now)
            keep_receipt(uow, actor.id, key, (recording.id,), now)
            uow.commit()
        return recording

    def again(self, receipt: Receipt, key: IdempotencyKey | None) -> Recording:
        """The recording that the same call made before; raises as the call."""
        if key is not None:
            receipt.check(key)
        with self.units_of_work() as uow:
            return _known(uow, receipt.subjects)

    def room(self, actor: Actor, size: int) -> int | None:
        """Bytes that the actor may upload now, None for any number; `UsedUp` if ``size`` are more."""
        with self.units_of_work() as uow:
            return self.quota.room(uow, actor, self.clock.now(), size)


def _known(uow: UnitOfWork, subjects: tuple[UUID, ...]) -> Recording:
    recording = uow.recordings.find(RecordingId(subjects[0]))
    if recording is None:
        raise Missing("recording_missing", "The recording that this key made is gone.")
    return recording


@attrs.define
class Reception:
    """One upload while it comes in, its details before its audio or behind it; `close` is always the last call.

    The audio of a call that was done before is not stored: its digest tells whether the same is asked again.
    """

    _upload: UploadRecording
    _actor: Actor
    _receipt: Receipt | None
    _room: int | None
    _size: int = attrs.field(default=0, init=False)
    _audio: IncomingAudio | RepeatedAudio | None = attrs.field(default=None, init=False)
    _checked: set[tuple[str, SpeakerId | None]] = attrs.field(factory=set, init=False)

    def check(self, collection: str, speaker: SpeakerId | None = None) -> None:
        """Let pass who may record this voice for the collection, or did before; raises as `UploadRecording.receive`."""
        if self._receipt is None and (collection, speaker) not in self._checked:
            self._upload.check(self._actor, collection, speaker)
            self._checked.add((collection, speaker))

    def begin(self) -> None:
        """The audio begins.

        Raises:
            Invalid: ``fields_invalid`` if it comes twice.
        """
        if self._audio is not None:
            detail = "comes twice; send one recording at a time"
            raise Invalid("fields_invalid", f"audio {detail}.", errors=[FieldError("audio", detail)])
        intake = self._upload.intake
        self._audio = RepeatedAudio(self._receipt, intake.largest) if self._receipt else intake.receive()

    def write(self, block: bytes) -> None:
        """More of the audio, after `begin`.

        Raises:
            Invalid: ``unsupported_media`` or ``too_large``.
            Unavailable: if the store does not take it.
            UsedUp: ``daily_upload_used_up`` as soon as it is more than the actor may upload today.
        """
        if self._audio is None:
            raise ValueError("The audio has not begun.")
        self._size += len(block)
        if self._room is not None and self._size > self._room:
            self._room = self._upload.room(self._actor, self._size)  # another day may have begun
        self._audio.write(block)

    def finish(self, details: UploadDetails, key: Callable[[str], IdempotencyKey | None]) -> Recording:
        """Make the audio a recording; raises as `UploadRecording`, and `Invalid` ``empty`` if none came.

        Args:
            details: what is said about it.
            key: the idempotency key of the call, if it has one, given the SHA-256 of the audio.
        """
        match self._audio:
            case None:
                raise Invalid("empty", "There is no audio.", errors=[FieldError("audio", "is required", "missing")])
            case RepeatedAudio() as audio:
                return self._upload.again(audio.receipt, key(audio.sha256))
            case IncomingAudio() as audio:
                self.check(details.collection, details.speaker)
                return self._keep(details, audio.finish(), key)

    def close(self) -> None:
        """Take away what was not finished."""
        if isinstance(self._audio, IncomingAudio):
            self._audio.close()

    def _keep(
        self, details: UploadDetails, audio: StoredAudio, key: Callable[[str], IdempotencyKey | None]
    ) -> Recording:
        with ExitStack() as taken_back:
            taken_back.callback(self._upload.intake.discard, audio)
            try:
                recording = self._upload.keep(self._actor, details, audio, key(audio.blob.sha256))
            except Unavailable:
                # Whether it was committed is not known: audio without a recording is swept later, the other way round
                # a recording would be lost.
                taken_back.pop_all()
                raise
            if recording.id == audio.recording:
                taken_back.pop_all()
        return recording
