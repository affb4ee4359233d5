"""Show a person's own uploads, and end one that is not wanted any more."""

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.recordings.upload import Upload
from shrutik_core.shared.errors import UsedUp
from shrutik_core.shared.ids import UploadId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.uploads.complete_upload import CompleteUpload
from shrutik_core.use_cases.uploads.upload_parts import UploadParts


@attrs.frozen
class ReadUploads:
    """Uploads as their sender sees them."""

    parts: UploadParts
    complete: CompleteUpload

    def get(self, actor: Actor, upload_id: UploadId) -> Upload:
        """One upload; if all of it is there and it was not completed, because a server was killed, it is now.

        Raises:
            Conflict: ``policies_unreadable``.
            Gone: ``upload_expired``.
            Missing: ``upload_missing``, also if it is another person's.
            Refused: ``not_permitted``.
            Unavailable: if a store does not answer.
        """
        actor.require(Permission.RECORD)
        with self.parts.units_of_work() as uow:
            found = self.parts.own(uow, actor, upload_id)
        try:
            return self.complete(actor, found)
        except UsedUp:
            return found

    def list(self, actor: Actor, request: PageRequest) -> Page[Upload]:
        """The actor's uploads that take more, newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        actor.require(Permission.RECORD)
        with self.parts.units_of_work() as uow:
            return uow.uploads.page(request, actor.id)


@attrs.frozen
class EndUpload:
    """Takes an upload away that is not wanted any more."""

    parts: UploadParts

    def __call__(self, actor: Actor, upload_id: UploadId) -> None:
        """Forget the upload and delete what came of it.

        Raises:
            Conflict: ``upload_complete``: its recording can be withdrawn.
            Gone: ``upload_expired``.
            Missing: ``upload_missing``, also if it is another person's.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.RECORD)
        with self.parts.units_of_work() as uow:
            found = self.parts.own(uow, actor, upload_id, lock=True)
            if found.problem is None:
                found.check_open()
            uow.uploads.remove(upload_id)
            uow.commit()
        self.parts.clear(upload_id)
