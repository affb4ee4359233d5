"""The repository of uploads on PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, or_, select, update

from shrutik_core.ports.uploads import Unfinished
from shrutik_core.recordings.recording import Reason
from shrutik_core.recordings.upload import Upload, UploadPart, UploadStatus
from shrutik_core.shared.ids import ContributorId, SpeakerId, UploadId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.uploads import upload_parts, uploads
from shrutik_postgres.transaction import Transaction, Values

CREATE_UPLOAD = "create_upload"


class PostgresUploads:
    """`Uploads` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, upload: Upload) -> None:
        """See `Uploads.add`."""
        self._transaction.add(insert(uploads), [_values(upload)])

    def save(self, upload: Upload) -> None:
        """See `Uploads.save`."""
        statement = update(uploads).where(uploads.c.id == upload.id)
        self._transaction.change(statement.values(_values(upload)), "upload")

    def find(self, upload: UploadId, *, lock: bool = False) -> Upload | None:
        """See `Uploads.find`."""
        wanted = select(uploads).where(uploads.c.id == upload)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _upload(row) if row else None

    def of_key(self, contributor: ContributorId, key: IdempotencyKey) -> Upload | None:
        """See `Uploads.of_key`."""
        self._transaction.alone("upload key", contributor, key.key)
        theirs = select(uploads).where(uploads.c.contributor == contributor, uploads.c.key == key.key)
        row = self._transaction.first(theirs)
        return _upload(row) if row else None

    def page(self, request: PageRequest, contributor: ContributorId) -> Page[Upload]:
        """See `Uploads.page`."""
        theirs: Select[Any] = select(uploads).where(*_receiving(contributor))
        return newest_first(self._transaction, theirs, request, by_birth(uploads), _upload)

    def unfinished(self, contributor: ContributorId) -> Unfinished:
        """See `Uploads.unfinished`."""
        sums = select(func.count().label("number"), func.coalesce(func.sum(uploads.c.length), 0).label("bytes")).where(
            *_receiving(contributor)
        )
        row = self._transaction.first(sums)
        return Unfinished(int(row.number), int(row.bytes)) if row else Unfinished()

    def of_person(self, contributor: ContributorId, speaker: SpeakerId) -> tuple[UploadId, ...]:
        """See `Uploads.of_person`."""
        theirs = or_(uploads.c.contributor == contributor, uploads.c.speaker == speaker)
        rows = self._transaction.all(select(uploads.c.id).where(theirs).order_by(uploads.c.id))
        return tuple(UploadId(row.id) for row in rows)

    def add_part(self, part: UploadPart) -> None:
        """See `Uploads.add_part`."""
        values = {"upload": part.upload, "start": part.start, "size": part.size, "blob_key": part.key}
        self._transaction.add(insert(upload_parts), [values])

    def parts(self, upload: UploadId) -> tuple[UploadPart, ...]:
        """See `Uploads.parts`."""
        theirs = select(upload_parts).where(upload_parts.c.upload == upload).order_by(upload_parts.c.start)
        rows = self._transaction.all(theirs)
        return tuple(UploadPart(UploadId(row.upload), row.start, row.size, row.blob_key) for row in rows)

    def forget_parts(self, upload: UploadId) -> None:
        """See `Uploads.forget_parts`."""
        self._transaction.run(delete(upload_parts).where(upload_parts.c.upload == upload))

    def expired(self, now: datetime, most: int) -> tuple[UploadId, ...]:
        """See `Uploads.expired`."""
        over = select(uploads.c.id).where(uploads.c.expires_at <= now)
        rows = self._transaction.all(over.order_by(uploads.c.expires_at, uploads.c.id).limit(most))
        return tuple(UploadId(row.id) for row in rows)

    def remove(self, upload: UploadId) -> None:
        """See `Uploads.remove`."""
        # The row first: whoever is about to add a part waits for it, and then finds none.
        self._transaction.run(delete(uploads).where(uploads.c.id == upload))
        self.forget_parts(upload)


def _receiving(contributor: ContributorId) -> tuple[Any, ...]:
    return uploads.c.contributor == contributor, uploads.c.status == UploadStatus.RECEIVING.value


def _values(upload: Upload) -> Values:
    return {
        "id": upload.id,
        "contributor": upload.contributor,
        "collection": upload.collection,
        "speaker": upload.speaker,
        "prompt": upload.prompt,
        "recording": upload.recording,
        "length": upload.length,
        "offset": upload.offset,
        "announced": upload.announced,
        "metadata": dict(upload.metadata),
        "key": upload.key.key if upload.key else None,
        "key_digest": upload.key.digest if upload.key else None,
        "status": upload.status.value,
        "sha256": upload.sha256,
        "problem_code": upload.problem.code if upload.problem else None,
        "problem_detail": upload.problem.detail if upload.problem else None,
        "created_at": upload.created_at,
        "expires_at": upload.expires_at,
    }


def _upload(row: Row[Any]) -> Upload:
    return Upload(
        id=row.id,
        contributor=row.contributor,
        collection=row.collection,
        length=row.length,
        created_at=row.created_at,
        expires_at=row.expires_at,
        speaker=row.speaker,
        prompt=row.prompt,
        metadata=row.metadata,
        announced=row.announced,
        key=None if row.key is None else IdempotencyKey(CREATE_UPLOAD, row.key, row.key_digest),
        offset=row.offset,
        status=UploadStatus(row.status),
        recording=row.recording,
        sha256=row.sha256,
        problem=None if row.problem_code is None else Reason(row.problem_code, row.problem_detail),
    )
