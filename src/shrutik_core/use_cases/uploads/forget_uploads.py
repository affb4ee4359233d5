"""Forget uploads of which nothing came for too long, and delete parts that belong to none."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

import attrs

from shrutik_core.ports.blob_store import BlobEntry
from shrutik_core.recordings.upload import UPLOADS
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import UploadId, parse_id
from shrutik_core.use_cases.uploads.upload_parts import UploadParts

_BATCH = 1_000
# A part lies there for a moment before its row says so.
YOUNG = timedelta(hours=1)


@attrs.frozen
class ForgetUploads:
    """Takes away what nobody will go on with."""

    parts: UploadParts

    def __call__(self) -> int:
        """How many uploads were forgotten, and parts without an upload deleted."""
        return self._forget_expired() + self._sweep()

    def _forget_expired(self) -> int:
        forgotten = 0
        while True:
            with self.parts.units_of_work() as uow:
                over = uow.uploads.expired(self.parts.clock.now(), _BATCH)
            for upload in over:
                forgotten += self._forget(upload)
            if len(over) < _BATCH:
                return forgotten

    def _forget(self, upload_id: UploadId) -> int:
        with self.parts.units_of_work() as uow:
            found = uow.uploads.find(upload_id, lock=True)
            if found is None or found.expires_at > self.parts.clock.now():
                return 0
            uow.uploads.remove(upload_id)
            uow.commit()
        self.parts.clear(upload_id)
        return 1

    def _sweep(self) -> int:
        deleted = 0
        for upload, entries in groupby(self._old_parts(), key=lambda entry: entry.key.split("/")[1]):
            deleted += 0 if self._is_there(upload) else sum(self._delete(entry) for entry in entries)
        return deleted

    def _old_parts(self) -> Iterator[BlobEntry]:
        before = self.parts.clock.now() - YOUNG
        return (entry for entry in self.parts.blobs.list(UPLOADS) if entry.stored_at < before)

    def _is_there(self, upload: str) -> bool:
        try:
            upload_id = UploadId(parse_id(upload))
        except Invalid:
            return True  # not a key of ours: not ours to delete
        with self.parts.units_of_work() as uow:
            return uow.uploads.find(upload_id) is not None

    def _delete(self, entry: BlobEntry) -> int:
        self.parts.blobs.delete(entry.key)
        return 1
