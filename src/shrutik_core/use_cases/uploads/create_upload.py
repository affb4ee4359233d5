"""Create an upload that will come in parts, once all is checked that can be known before its first byte."""

from datetime import datetime, timedelta

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.upload import UPLOADS_KEPT, Upload
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, declare
from shrutik_core.shared.ids import UploadId
from shrutik_core.shared.receipts import IdempotencyKey, Receipt
from shrutik_core.use_cases.recordings.audio_intake import too_large
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_recording import UploadRecording

declare(
    Conflict,
    "uploads_unfinished",
    "This account has begun too many uploads.",
    {"most": "Uploads that may be unfinished."},
)

MOST_UNFINISHED = 100
"""Uploads that one person may have begun and not finished."""


@attrs.frozen
class Announced:
    """What is said about an upload before its first byte.

    Attributes:
        details: what is said about the recording.
        length: bytes of the whole.
        sha256: of the whole, hexadecimal; None if the sender does not say.
    """

    details: UploadDetails
    length: int
    sha256: str | None = None


@attrs.frozen
class CreateUpload:
    """Begins an upload by the rules of `UploadRecording`, whose intake and quota count here too.

    Attributes:
        kept: for how long an upload is kept after its last byte came.
    """

    units_of_work: UnitsOfWork
    upload_recording: UploadRecording
    kept: timedelta = UPLOADS_KEPT

    def __call__(self, actor: Actor, announced: Announced, key: IdempotencyKey | None = None) -> Upload:
        """The new upload, or the one that the same call made before, as long as that is kept.

        Raises:
            Conflict: ``uploads_unfinished`` or ``policies_unreadable``.
            Invalid: ``empty``, ``too_large``, ``upload_invalid`` or ``idempotency_key_reused``.
            Missing: ``collection_missing``, ``prompt_missing`` or ``speaker_missing``.
            Refused: ``consent_required``; ``not_permitted`` if the sender may not record for others there.
            UsedUp: ``daily_upload_used_up``, by this and all other uploads that are not finished.
        """
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            now = self.upload_recording.clock.now()
            before = uow.uploads.of_key(actor.id, key) if key is not None else None
            if before is not None:
                if before.expires_at > now:
                    return _known(before, key)
                uow.uploads.remove(before.id)
            self._check_size(uow, actor, announced.length, now)
            collection, _ = self.upload_recording.make.admit(uow, actor, announced.details)
            upload = self._upload(actor, collection, announced, key, now)
            uow.uploads.add(upload)
            uow.commit()
        return upload

    def _check_size(self, uow: UnitOfWork, actor: Actor, length: int, now: datetime) -> None:
        largest = self.upload_recording.intake.largest
        if length < 1:
            detail = "is empty"
            raise Invalid("empty", "An upload has at least one byte.", errors=[FieldError("audio", detail, "empty")])
        if length > largest:
            raise too_large(largest)
        unfinished = uow.uploads.unfinished(actor.id)
        if unfinished.count >= MOST_UNFINISHED:
            detail = f"At most {MOST_UNFINISHED} uploads may be unfinished; finish some, or delete them."
            raise Conflict("uploads_unfinished", detail, extra={"most": MOST_UNFINISHED})
        self.upload_recording.quota.room(uow, actor, now, unfinished.bytes + length)

    def _upload(
        self,
        actor: Actor,
        collection: Collection,
        announced: Announced,
        key: IdempotencyKey | None,
        now: datetime,
    ) -> Upload:
        details = announced.details
        return Upload(
            id=UploadId(self.upload_recording.ids.new()),
            contributor=actor.id,
            collection=collection.id,
            length=announced.length,
            created_at=now,
            expires_at=now + self.kept,
            speaker=details.speaker,
            prompt=details.prompt,
            metadata=details.metadata,
            announced=announced.sha256,
            key=key,
        )


def _known(upload: Upload, key: IdempotencyKey | None) -> Upload:
    if key is not None and upload.key is not None:
        Receipt(upload.contributor, upload.key, (upload.id,), upload.created_at).check(key)
    return upload
