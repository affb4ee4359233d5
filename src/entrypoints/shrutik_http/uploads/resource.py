"""Uploads in parts: created, gone on with, shown, ended."""

from typing import Self

import attrs

from shrutik_core.shared.ids import UploadId
from shrutik_core.use_cases.uploads.create_upload import CreateUpload
from shrutik_core.use_cases.uploads.read_uploads import EndUpload, ReadUploads
from shrutik_core.use_cases.uploads.receive_part import ReceivePart
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery, PageQuery
from shrutik_http.replies import Done
from shrutik_http.uploads.headers import asked, check_version, headers_of, to_announced
from shrutik_http.uploads.intake import PartIntake
from shrutik_http.uploads.messages import UploadMessage, UploadPage
from shrutik_http.wiring import Wiring


@attrs.frozen
class UploadsResource:
    """What answers when uploads are asked for."""

    create_upload: CreateUpload
    receive_part: ReceivePart
    read_uploads: ReadUploads
    end_upload: EndUpload

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(platform.create_upload(), platform.receive_part(), platform.read_uploads(), platform.end_upload())

    def create(self, call: Call[None, NoQuery]) -> Done:
        """Begin an upload; nothing of it is sent with this call."""
        check_version(call.headers)
        announced = to_announced(call.headers)
        upload = self.create_upload(call.actor, announced, call.key_of(asked(announced)))
        return Done(UploadMessage.of(upload), headers=headers_of(upload))

    def receive(self, call: Call[None, NoQuery]) -> PartIntake:
        """What takes a part in; what came of it stays, even if the rest does not come."""
        return PartIntake.of(call, self.receive_part)

    def get(self, call: Call[None, NoQuery]) -> Done:
        """Show an upload; asked by HEAD, its headers say how much of it is there."""
        check_version(call.headers, required=False)
        upload = self.read_uploads.get(call.actor, UploadId(call.id("upload_id")))
        return Done(UploadMessage.of(upload), headers=headers_of(upload))

    def list(self, call: Call[None, PageQuery]) -> UploadPage:
        """List the caller's own that take more."""
        return UploadPage.of(self.read_uploads.list(call.actor, call.query.page), UploadMessage.of)

    def end(self, call: Call[None, NoQuery]) -> Done:
        """Forget an upload and what came of it."""
        check_version(call.headers)
        self.end_upload(call.actor, UploadId(call.id("upload_id")))
        return Done()
