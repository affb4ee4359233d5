"""Messages about uploads in parts."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.recordings.upload import Upload, UploadStatus
from shrutik_http.messages import Message, PageMessage


class UploadProblem(Message):
    """Why an upload was refused for good."""

    code: str
    detail: Annotated[str, Field(description="What to do about it.")]


class UploadMessage(Message):
    """A recording on its way, and what became of it."""

    id: UUID
    status: UploadStatus
    collection_id: UUID
    bytes: Annotated[int, Field(description="Size of the whole.")]
    offset: Annotated[int, Field(description="Bytes that the server has.")]
    recording_id: Annotated[UUID | None, Field(description="The recording that it became; null unless complete.")]
    sha256: Annotated[str | None, Field(description="Of the whole as it is stored, hexadecimal; null unless complete.")]
    problem: Annotated[UploadProblem | None, Field(description="Why it was refused; null unless it was.")]
    created_at: datetime
    expires_at: Annotated[datetime, Field(description="When it is forgotten unless more comes.")]

    @classmethod
    def of(cls, upload: Upload) -> Self:
        """The upload."""
        problem = upload.problem
        return cls(
            id=upload.id,
            status=upload.status,
            collection_id=upload.collection,
            bytes=upload.length,
            offset=upload.offset,
            recording_id=upload.recording,
            sha256=upload.sha256,
            problem=None if problem is None else UploadProblem(code=problem.code, detail=problem.detail),
            created_at=upload.created_at,
            expires_at=upload.expires_at,
        )


class UploadPage(PageMessage[UploadMessage]):
    """Some of the caller's uploads that take more, and where the next page begins."""
