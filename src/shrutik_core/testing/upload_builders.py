"""Builders of uploads that come in parts."""

from typing import Any

import attrs

from shrutik_core.recordings.upload import UPLOADS_KEPT, Upload, UploadPart, part_key
from shrutik_core.shared.ids import CollectionId, ContributorId, UploadId
from shrutik_core.testing.instants import an_id, an_instant


def an_upload(number: int = 1, **changes: Any) -> Upload:
    """An upload of 100 bytes by person 1 to collection 1, of which none has come."""
    upload = Upload(
        id=UploadId(an_id(number, 41)),
        contributor=ContributorId(an_id(1, 2)),
        collection=CollectionId(an_id(1, 4)),
        length=100,
        created_at=an_instant(number),
        expires_at=an_instant(number) + UPLOADS_KEPT,
    )
    return attrs.evolve(upload, **changes)


def a_part(number: int = 1, start: int = 0, size: int = 10) -> UploadPart:
    """A part of an upload."""
    upload = UploadId(an_id(number, 41))
    return UploadPart(upload, start, size, part_key(upload, start, "a"))
