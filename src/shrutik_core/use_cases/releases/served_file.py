"""A file of a release as it may be served now."""

from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.releases.release import Release, ReleaseFile
from shrutik_core.shared.errors import Gone, Missing, declare
from shrutik_core.shared.ids import ReleaseId

declare(Gone, "release_withdrawn", "A speaker in this release has taken their voice back.")
declare(Missing, "file_missing", "The release has no such file.")


def found_release(uow: UnitOfWork, release_id: ReleaseId) -> Release:
    """The release.

    Raises:
        Missing: ``release_missing``.
    """
    release = uow.releases.find(release_id)
    if release is None:
        raise Missing("release_missing", "There is no such release.")
    return release


def served_file(uow: UnitOfWork, release: Release, name: str) -> ReleaseFile:
    """One of its files, as long as nobody in it took their voice back.

    Raises:
        Gone: ``release_withdrawn``; `extra` says where its feed is, and the release that took its place, if there is
            one.
        Missing: ``file_missing``.
    """
    if uow.withdrawal_feed.concerns(release.id):
        raise _withdrawn(release, uow.releases.successor(release))
    file = next((file for file in release.files if file.name == name), None)
    if file is None:
        raise Missing("file_missing", f"{release.title} has no file {name[:80]!r}.")
    return file


def _withdrawn(release: Release, successor: Release | None) -> Gone:
    """The error that a release is no longer served as it was."""
    feed = f"/api/v1/releases/{release.id}/withdrawals"
    instead = f"take {successor.title} instead" if successor else f"ask for the next version of {release.name}"
    detail = (
        f"A speaker in {release.title} took their voice back, so its files are no longer served. Clean your copy by "
        f"its withdrawal feed, {feed}, and {instead}."
    )
    extra = {"feed": feed, "successor": str(successor.id) if successor else None}
    return Gone("release_withdrawn", detail, extra=extra)
