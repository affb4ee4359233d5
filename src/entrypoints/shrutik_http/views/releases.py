"""How releases are shown."""

from shrutik_core.releases.release import Release, ReleaseFile, ReleaseStatus
from shrutik_http.links import Links
from shrutik_http.schemas.releases import ReleaseFileView, ReleaseReceipt, ReleaseView


def release_receipt(release: Release) -> ReleaseReceipt:
    """The receipt: asked for, whatever has become of it since a first call with the same key."""
    return ReleaseReceipt(
        id=release.id,
        name=release.name,
        version=release.version,
        status=ReleaseStatus.REQUESTED,
        created_at=release.created_at,
    )


def release_view(release: Release, links: Links) -> ReleaseView:
    """A release with its files."""
    return ReleaseView(
        id=release.id,
        name=release.name,
        version=release.version,
        status=release.status,
        progress=release.progress,
        clips=release.clips,
        seconds=release.seconds,
        files=[_file(release, file, links) for file in release.files],
        digest=release.digest,
        error=release.error,
        collection_ids=list(release.selection.collections),
        formats=list(release.selection.formats),
        min_confidence=release.selection.min_confidence,
        created_at=release.created_at,
        finished_at=release.finished_at,
    )


def _file(release: Release, file: ReleaseFile, links: Links) -> ReleaseFileView:
    url = links.release_file(release.id, file.name)
    return ReleaseFileView(name=file.name, bytes=file.size, sha256=file.sha256, media_type=file.media_type, url=url)
