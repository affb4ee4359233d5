"""The parts of uploads: each a blob of its own, named by a row: of two attempts at the same bytes one counts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from shrutik_core.people.roles import Actor
from shrutik_core.ports.blob_store import BlobStore, Staging
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import Reason
from shrutik_core.recordings.upload import (
    UPLOADS_KEPT,
    Upload,
    UploadPart,
    UploadStatus,
    part_key,
    upload_prefix,
)
from shrutik_core.shared.errors import Gone, Missing, ShrutikError, Unavailable, declare
from shrutik_core.shared.ids import UploadId

declare(Gone, "upload_expired", "Nothing came of this upload for too long.")

_BLOCK = 1024 * 1024


@attrs.frozen
class UploadParts:
    """Keeps the parts of uploads, reads them as one, takes them away.

    Attributes:
        kept: for how long an upload is kept after its last byte came.
    """

    units_of_work: UnitsOfWork
    blobs: BlobStore
    clock: Clock
    ids: IdSource
    kept: timedelta = UPLOADS_KEPT

    def own(self, uow: UnitOfWork, actor: Actor, upload_id: UploadId, *, lock: bool = False) -> Upload:
        """An upload of the actor's.

        Raises:
            Gone: ``upload_expired``.
            Missing: ``upload_missing``, also if it is another person's.
        """
        found = uow.uploads.find(upload_id, lock=lock)
        if found is None or found.contributor != actor.id:
            raise Missing("upload_missing", "There is no such upload; begin a new one.")
        if found.expires_at <= self.clock.now():
            raise Gone("upload_expired", "Nothing came of this upload for too long; begin a new one.")
        return found

    def append(self, actor: Actor, upload_id: UploadId, start: int, staging: Staging) -> Upload:
        """The upload with what was staged, if that begins where the upload ends; ends the staging in any case.

        Raises:
            Conflict: ``upload_offset_differs`` or ``upload_complete``.
            Gone: ``upload_expired``.
            Missing: ``upload_missing``.
            TooLarge: ``upload_exceeded``.
            Unavailable: if the store does not take it.
        """
        key = part_key(upload_id, start, self.ids.new().hex)
        try:
            size = staging.commit(key).size
        finally:
            staging.discard()
        try:
            return self._append(actor, UploadPart(upload_id, start, size, key))
        except Unavailable:
            # Whether it was committed is not known: a part without a row is swept later.
            raise
        except ShrutikError:
            self.blobs.delete(key)
            raise

    def refuse(self, upload_id: UploadId, error: ShrutikError) -> Upload:
        """The upload, refused for good and without its parts; as it is if it takes no more.

        Raises:
            Missing: ``upload_missing``.
        """
        with self.units_of_work() as uow:
            found = uow.uploads.find(upload_id, lock=True)
            if found is None:
                raise Missing("upload_missing", "There is no such upload any more.")
            if found.status is not UploadStatus.RECEIVING:
                return found
            refused = found.refuse(Reason(error.code, error.detail), self.expiry())
            uow.uploads.save(refused)
            uow.uploads.forget_parts(upload_id)
            uow.commit()
        self.clear(upload_id)
        return refused

    def read(self, upload_id: UploadId) -> Iterator[bytes]:
        """All bytes that are there, in order.

        Raises:
            Missing: ``blob_missing``.
            Unavailable: if the store does not answer.
        """
        with self.units_of_work() as uow:
            parts = uow.uploads.parts(upload_id)
        for part in parts:
            with self.blobs.open(part.key) as stream:
                while block := stream.read(_BLOCK):
                    yield block

    def clear(self, upload_id: UploadId) -> None:
        """Delete every blob of the upload, those without a row too."""
        for entry in tuple(self.blobs.list(upload_prefix(upload_id))):
            self.blobs.delete(entry.key)

    def expiry(self) -> datetime:
        """Until when an upload is kept of which something came now."""
        return self.clock.now() + self.kept

    def _append(self, actor: Actor, part: UploadPart) -> Upload:
        with self.units_of_work() as uow:
            grown = self.own(uow, actor, part.upload, lock=True).grow(part, self.expiry())
            uow.uploads.save(grown)
            uow.uploads.add_part(part)
            uow.commit()
        return grown
