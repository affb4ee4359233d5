"""The repository of uploads in memory."""

from datetime import datetime

from shrutik_core.ports.uploads import Unfinished
from shrutik_core.recordings.upload import Upload, UploadPart, UploadStatus
from shrutik_core.shared.ids import ContributorId, SpeakerId, UploadId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryUploads:
    """`Uploads` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.uploads
        self._parts = store.upload_parts

    def add(self, upload: Upload) -> None:
        """See `Uploads.add`."""
        self._rows.put(upload.id, upload)

    def save(self, upload: Upload) -> None:
        """See `Uploads.save`."""
        self._rows.replace(upload.id, upload)

    def find(self, upload: UploadId, *, lock: bool = False) -> Upload | None:  # noqa: ARG002 - all is locked
        """See `Uploads.find`."""
        return self._rows.get(upload)

    def of_key(self, contributor: ContributorId, key: IdempotencyKey) -> Upload | None:
        """See `Uploads.of_key`."""
        theirs = self._rows.group("contributor", contributor)
        return next((row for row in theirs if row.key is not None and row.key.key == key.key), None)

    def page(self, request: PageRequest, contributor: ContributorId) -> Page[Upload]:
        """See `Uploads.page`."""
        return newest_first(self._receiving(contributor), request, lambda row: row.created_at)

    def unfinished(self, contributor: ContributorId) -> Unfinished:
        """See `Uploads.unfinished`."""
        theirs = self._receiving(contributor)
        return Unfinished(len(theirs), sum(row.length for row in theirs))

    def of_person(self, contributor: ContributorId, speaker: SpeakerId) -> tuple[UploadId, ...]:
        """See `Uploads.of_person`."""
        rows = self._rows.all()
        return tuple(sorted(row.id for row in rows if row.contributor == contributor or row.speaker == speaker))

    def add_part(self, part: UploadPart) -> None:
        """See `Uploads.add_part`."""
        self._parts.put((part.upload, part.start), part)

    def parts(self, upload: UploadId) -> tuple[UploadPart, ...]:
        """See `Uploads.parts`."""
        return tuple(sorted(self._parts.group("upload", upload), key=lambda part: part.start))

    def forget_parts(self, upload: UploadId) -> None:
        """See `Uploads.forget_parts`."""
        for part in self.parts(upload):
            self._parts.remove((part.upload, part.start))

    def expired(self, now: datetime, most: int) -> tuple[UploadId, ...]:
        """See `Uploads.expired`."""
        over = sorted((row.expires_at, row.id) for row in self._rows.all() if row.expires_at <= now)
        return tuple(upload for _, upload in over[:most])

    def remove(self, upload: UploadId) -> None:
        """See `Uploads.remove`."""
        self.forget_parts(upload)
        self._rows.remove(upload)

    def _receiving(self, contributor: ContributorId) -> list[Upload]:
        theirs = self._rows.group("contributor", contributor)
        return [row for row in theirs if row.status is UploadStatus.RECEIVING]
