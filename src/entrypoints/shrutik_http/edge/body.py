"""A body as the web framework gives it: read whole, or as a form whose parts come one after the other."""

from collections.abc import Iterator
from typing import Any

import attrs
import falcon
from falcon.media.multipart import BodyPart, MultipartFormHandler, MultipartParseOptions

from shrutik_core.shared.errors import TooLarge, Unreadable

_BLOCK = 64 * 1024
_LARGE_BLOCK = 256 * 1024
_ENDLESS = 1 << 62


@attrs.frozen
class FalconPart:
    """One part of a form."""

    _part: BodyPart

    @property
    def name(self) -> str:
        """The field's name; empty if the part has none."""
        try:
            return self._part.name or ""
        except UnicodeDecodeError as error:
            raise _malformed() from error

    def blocks(self) -> Iterator[bytes]:
        """What it holds, block by block."""
        stream: Any = self._part.stream
        try:
            while block := stream.read(_LARGE_BLOCK):
                yield block
        except falcon.MediaMalformedError as error:
            raise _malformed() from error


@attrs.frozen
class FalconBody:
    """The body of one request."""

    _req: falcon.Request

    @property
    def media_type(self) -> str:
        """See `RawBody.media_type`."""
        return (self._req.content_type or "").partition(";")[0].strip().lower()

    @property
    def length(self) -> int | None:
        """See `RawBody.length`."""
        length: int | None = self._req.content_length
        return length

    def read(self, largest: int) -> bytes:
        """See `RawBody.read`."""
        too_large = TooLarge("too_large", f"This body may have at most {largest // 1024} kB.")
        if (self._req.content_length or 0) > largest:
            raise too_large
        stream, parts, size = self._stream(), [], 0
        while part := stream.read(_BLOCK):
            parts.append(part)
            size += len(part)
            if size > largest:
                raise too_large
        if self._req.content_length is not None and size < self._req.content_length:
            raise Unreadable("body_incomplete", "The body ended before it was whole; send it again.")
        return b"".join(parts)

    def parts(self) -> Iterator[FalconPart]:
        """The parts of a form, as they come in.

        Raises:
            Invalid: ``form_malformed``.
        """
        handler = MultipartFormHandler(MultipartParseOptions())
        length = _ENDLESS if self.length is None else self.length
        try:
            for part in handler.deserialize(self._stream(), self._req.content_type or "", length):
                yield FalconPart(part)
        except (falcon.HTTPInvalidHeader, falcon.MediaMalformedError) as error:
            raise _malformed() from error

    def _stream(self) -> Any:  # noqa: ANN401 - whatever the server gives: it has read(size)
        """The body, ending where it ends, also if it came in chunks and no length was told."""
        if self._req.content_length is None and self._req.env.get("wsgi.input_terminated"):
            return self._req.stream
        return self._req.bounded_stream


def _malformed() -> Unreadable:
    detail = "The form cannot be read; it may have been cut off on its way. Send it again."
    return Unreadable("form_malformed", detail)
