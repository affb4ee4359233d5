"""Read recordings and their chunks: one's own, or all of them for those who may see all."""

from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import RecordingId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.steps.judging import as_judged
from shrutik_core.use_cases.steps.lookups import the_collection, voice_withdrawn
from shrutik_core.use_cases.steps.voices import entrusted_to


def own_recording(uow: UnitOfWork, actor: Actor, recording_id: RecordingId) -> Recording:
    """A recording that the actor may see.

    Raises:
        Missing: ``recording_missing``, also if it is another person's.
        Refused: ``not_permitted`` to an API key that is not for recording.
    """
    _require(actor)
    recording = uow.recordings.find(recording_id)
    if recording is None or (recording.contributor != actor.id and not actor.may(Permission.SEE_ALL)):
        raise Missing("recording_missing", "You have no such recording.")
    return recording


def _require(actor: Actor) -> None:
    if not actor.may(Permission.SEE_ALL):
        actor.require(Permission.RECORD)


def _shown(recording: Recording, actor: Actor) -> Recording:
    return recording if actor.may(Permission.SEE_ALL) else recording.discreet()


@attrs.frozen
class ReadRecordings:
    """Recordings and what became of them."""

    units_of_work: UnitsOfWork
    blobs: BlobStore

    def get(self, actor: Actor, recording_id: RecordingId) -> Recording:
        """One.

        Raises:
            Missing: ``recording_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            return _shown(own_recording(uow, actor, recording_id), actor)

    def list(
        self,
        actor: Actor,
        request: PageRequest,
        collection: str | None = None,
        status: RecordingStatus | None = None,
        speaker: SpeakerId | None = None,
    ) -> Page[Recording]:
        """The actor's own, or all for those who may see all, or those of a speaker whom they look after; newest first.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing`` or ``speaker_missing``.
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            within = the_collection(uow, collection).id if collection else None
            whose = None if actor.may(Permission.SEE_ALL) else actor.id
            voice = entrusted_to(uow, actor, speaker).id if speaker else None
            page = uow.recordings.page(request, contributor=whose, collection=within, status=status, speaker=voice)
            return page.map(lambda recording: _shown(recording, actor))

    def chunks(self, actor: Actor, recording_id: RecordingId, request: PageRequest) -> Page[Chunk]:
        """Its chunks, in order of index, each as `ReadChunks` shows it.

        Raises:
            Missing: ``recording_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            own_recording(uow, actor, recording_id)
            return uow.chunks.page(recording_id, request).map(lambda chunk: as_judged(uow, actor, chunk))

    def original(self, actor: Actor, recording_id: RecordingId) -> tuple[StoredBlob, str]:
        """Where its bytes lie, as they came, and their media type.

        Raises:
            Gone: ``voice_withdrawn``.
            Missing: ``recording_missing``.
            Refused: ``not_permitted``.
        """
        recording = self.get(actor, recording_id)
        if recording.status is RecordingStatus.WITHDRAWN:
            raise voice_withdrawn()
        return recording.audio, recording.media_type

    def open(self, blob: StoredBlob, start: int, length: int) -> AbstractContextManager[BinaryIO]:
        """A range of a blob that the caller was given leave to read."""
        return self.blobs.open(blob.key, start, length)
