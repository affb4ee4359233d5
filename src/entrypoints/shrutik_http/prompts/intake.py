"""A picture or a sound for prompts, while it is sent."""

from typing import Self

import attrs

from shrutik_core.recordings.media import accepted
from shrutik_core.shared.errors import FieldError, TooLarge, Unsupported
from shrutik_core.use_cases.collections.prompt_media import (
    LARGEST_PICTURE,
    LARGEST_SOUND,
    IncomingMedium,
    KeepPromptMedia,
)
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.prompts.messages import PromptMediumMessage
from shrutik_http.refusals import refused_fields, unknown_field

_FILE = "file"
_FORM_ITSELF = 64 * 1024

MEDIA_FORM = {
    "type": "object",
    "required": [_FILE],
    "additionalProperties": False,
    "properties": {
        _FILE: {
            "type": "string",
            "format": "binary",
            "description": (
                f"A picture (PNG, JPEG or WebP, up to {LARGEST_PICTURE >> 20} MB) or a sound ({accepted()}, up to "
                f"{LARGEST_SOUND >> 20} MB); the type is recognised from the content."
            ),
        }
    },
}


@attrs.define
class MediaIntake:
    """`Intake` of one picture or sound; made by `of`."""

    _incoming: IncomingMedium
    _seen: bool = attrs.field(default=False, init=False)

    @classmethod
    def of(cls, call: Call[None, NoQuery], keep: KeepPromptMedia) -> Self:
        """The intake, once it is known that the caller may keep media.

        Raises:
            Invalid: ``content_type_unsupported`` or ``too_large``.
            Refused: ``not_permitted``.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        if call.raw.media_type != "multipart/form-data":
            raise Unsupported("content_type_unsupported", "Send a form: multipart/form-data with the file.")
        if (call.raw.length or 0) > LARGEST_SOUND + _FORM_ITSELF:
            detail = f"A sound may have {LARGEST_SOUND >> 20} MB at most; make it smaller."
            raise TooLarge("too_large", detail, extra={"most_bytes": LARGEST_SOUND})
        return cls(keep.receive(call.actor))

    def part(self, name: str) -> None:
        """See `Intake.part`.

        Raises:
            Invalid: ``fields_invalid``.
        """
        if name != _FILE:
            raise refused_fields([unknown_field(name, (_FILE,))])
        if self._seen:
            raise refused_fields([FieldError(_FILE, "comes twice; send one file at a time")])
        self._seen = True

    def write(self, block: bytes) -> None:
        """See `Intake.write`; raises as `IncomingMedium.write`."""
        self._incoming.write(block)

    def finish(self) -> PromptMediumMessage:
        """See `Intake.finish`; raises as `IncomingMedium.finish`, and ``fields_invalid``."""
        if not self._seen:
            raise refused_fields([FieldError(_FILE, "is required: a picture or a sound", "missing")])
        return PromptMediumMessage.of(self._incoming.finish())

    def close(self) -> None:
        """See `Intake.close`."""
        self._incoming.close()
