"""A part of an upload while it is sent: bytes, as they come."""

from typing import Self

import attrs

from shrutik_core.shared.errors import Unsupported
from shrutik_core.shared.ids import UploadId
from shrutik_core.use_cases.uploads.receive_part import IncomingPart, ReceivePart
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.replies import Done
from shrutik_http.uploads import tus
from shrutik_http.uploads.headers import check_version, headers_of, to_checksum, to_number


@attrs.define
class PartIntake:
    """`Intake` of one part; made by `of`."""

    _incoming: IncomingPart

    @classmethod
    def of(cls, call: Call[None, NoQuery], receive: ReceivePart) -> Self:
        """The intake, once all is checked that can be known before the first byte of the body.

        Raises:
            Invalid: ``content_type_unsupported``, ``tus_version_unsupported``, ``fields_invalid`` or
                ``checksum_invalid``; and what `ReceivePart` raises.
        """
        check_version(call.headers)
        if call.raw.media_type != tus.OFFSET_STREAM:
            raise Unsupported("content_type_unsupported", f"Send the bytes of the upload as {tus.OFFSET_STREAM}.")
        offset, checksum = to_number(call.headers, tus.OFFSET.name), to_checksum(call.headers)
        upload = UploadId(call.id("upload_id"))
        return cls(receive(call.actor, upload, offset, call.raw.length, checksum))

    def part(self, name: str) -> None:
        """See `Intake.part`: there is none."""
        raise LookupError(f"A part of an upload has no field {name}.")

    def write(self, block: bytes) -> None:
        """See `Intake.write`; raises as `IncomingPart.write`."""
        self._incoming.write(block)

    def finish(self) -> Done:
        """See `Intake.finish`; raises as `IncomingPart.finish`."""
        return Done(headers=headers_of(self._incoming.finish()))

    def close(self) -> None:
        """See `Intake.close`."""
        self._incoming.close()
