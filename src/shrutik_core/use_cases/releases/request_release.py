"""Request a release, and read releases and their files."""

from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.release import Release, ReleaseFile, ReleaseStatus
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.shared.ids import JobId, ReleaseId
from shrutik_core.shared.job_kinds import ReleaseRequested
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from shrutik_core.use_cases.releases.served_file import found_release, served_file
from shrutik_core.use_cases.steps.auditing import add_entry, add_entry_once
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt


@attrs.frozen
class RequestRelease:
    """Keeps the wish and makes its building due."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, actor: Actor, wish: ReleaseWish, key: IdempotencyKey | None = None) -> Release:
        """The requested release, with the name's next version, or the one that the same call made before.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``release_name_invalid``, ``selection_invalid``, ``format_unknown``, ``decision_unknown``,
                ``split_by_unknown``, ``trait_invalid``, ``text_invalid`` or ``language_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
            Unavailable: ``try_again``.
        """
        actor.require(Permission.MAKE_RELEASES)
        check_release_name(wish.name)
        with self.units_of_work() as uow:
            now = self.clock.now()
            before = done_before(uow, actor.id, key, now)
            if before:
                return found_release(uow, ReleaseId(before[0]))
            selection = wish.selection(uow)
            version = uow.releases.next_version(wish.name)
            release = Release(ReleaseId(self.ids.new()), wish.name, version, selection, actor.id, now)
            uow.releases.add(release)
            uow.jobs.add(Job.due(JobId(self.ids.new()), ReleaseRequested(release.id), now))
            add_entry(uow, self.ids, now, actor, "release.requested", release.id)
            keep_receipt(uow, actor.id, key, (release.id,), now)
            uow.commit()
        return release


@attrs.frozen
class ReadReleases:
    """Releases for those who may read them; the audit trail tells who downloaded which file, once a day."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    clock: Clock
    ids: IdSource

    def get(self, actor: Actor, release_id: ReleaseId) -> Release:
        """One.

        Raises:
            Missing: ``release_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.READ_RELEASES)
        with self.units_of_work() as uow:
            return found_release(uow, release_id)

    def list(self, actor: Actor, request: PageRequest, status: ReleaseStatus | None = None) -> Page[Release]:
        """All, or those of one status, newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        actor.require(Permission.READ_RELEASES)
        with self.units_of_work() as uow:
            return uow.releases.page(request, status)

    def file(self, actor: Actor | None, release_id: ReleaseId, name: str) -> ReleaseFile:
        """One file of a release that is ready; ``actor`` is None for whoever holds a signed link.

        Raises:
            Gone: ``release_withdrawn`` if it holds a voice that was withdrawn; `extra` says where its feed is, and the
                release that took its place, if there is one.
            Missing: ``release_missing`` or ``file_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.READ_RELEASES)
        with self.units_of_work() as uow:
            release = found_release(uow, release_id)
            file = served_file(uow, release, name)
            now, by = self.clock.now(), "account" if actor else "link"
            if add_entry_once(uow, self.ids, now, actor, "release.downloaded", release.id, file=name, by=by):
                uow.commit()
        return file

    def open(self, file: ReleaseFile, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        """A range of a file that the caller was given leave to read."""
        return self.blobs.open(file.key, start, length)
