"""Messages about releases."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.releases.release import Release, ReleaseFile, ReleaseStatus
from shrutik_core.releases.selection import ReleaseFormat
from shrutik_core.shared.failures import failure_code
from shrutik_http.links import Links
from shrutik_http.messages import DatedPageQuery, Message, PageMessage
from shrutik_http.releases.selection import SelectionMessage


class ReleaseReceipt(Message):
    """A release has been asked for; its building is due."""

    id: UUID
    name: str
    version: int
    status: ReleaseStatus
    created_at: datetime

    @classmethod
    def of(cls, release: Release) -> Self:
        """The receipt: asked for, whatever has become of it since a first call with the same key."""
        return cls(
            id=release.id,
            name=release.name,
            version=release.version,
            status=ReleaseStatus.REQUESTED,
            created_at=release.created_at,
        )


class ReleaseFileMessage(Message):
    """One file of a release."""

    name: str
    bytes: int
    sha256: str
    media_type: str
    url: Annotated[str, Field(description="Signed and short-lived.")]

    @classmethod
    def of(cls, release: Release, file: ReleaseFile, links: Links) -> Self:
        """The file."""
        url = links.release_file(release.id, file.name)
        return cls(name=file.name, bytes=file.size, sha256=file.sha256, media_type=file.media_type, url=url)


class ReleaseMessage(Message):
    """A numbered dataset; nothing in it changes once it is ready."""

    id: UUID
    name: str
    version: int
    status: ReleaseStatus
    progress: float
    clips: int
    seconds: float
    files: list[ReleaseFileMessage]
    withdrawals: Annotated[str, Field(description="Address of the feed that tells which clips were withdrawn.")]
    digest: Annotated[str, Field(description="SHA-256 over the checksums of all files; empty until it is ready.")]
    error: Annotated[str, Field(description="Why it failed, in English; empty if it did not.")]
    error_code: Annotated[
        str | None,
        Field(description="Code of the error; null if there is none, or if it is not among the API's."),
    ]
    collection_ids: list[UUID]
    formats: list[ReleaseFormat]
    min_confidence: float
    selection: SelectionMessage
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, release: Release, links: Links) -> Self:
        """The release with its files."""
        return cls(
            id=release.id,
            name=release.name,
            version=release.version,
            status=release.status,
            progress=release.progress,
            clips=release.clips,
            seconds=release.seconds,
            files=[ReleaseFileMessage.of(release, file, links) for file in release.files],
            withdrawals=links.release_withdrawals(release.id),
            digest=release.digest,
            error=release.error,
            error_code=failure_code(release.error),
            collection_ids=list(release.selection.collections),
            formats=list(release.selection.formats),
            min_confidence=release.selection.min_confidence,
            selection=SelectionMessage.of(release.selection),
            created_at=release.created_at,
            finished_at=release.finished_at,
        )


class ReleaseQuery(DatedPageQuery):
    """Which releases are wanted."""

    status: ReleaseStatus | None = None


class ReleasePage(PageMessage[ReleaseMessage]):
    """Some releases, and where the next page begins."""
