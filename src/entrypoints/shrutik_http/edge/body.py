"""A body as the web framework gives it: read whole, or as a form whose parts come one after the other."""

from collections.abc import Iterator
from typing import Any

import attrs
import falcon
from falcon.media.multipart import BodyPart, MultipartFormHandler, MultipartParseOptions

from shrutik_core.shared.errors import TooLarge, Unreadable

_BLOCK = 64 * 1024
_LARGE_BLOCK = 256 * 1024


@attrs.frozen
class FalconPart:
    """One part of a form."""

    _part: BodyPart

    @property
    def name(self) -> str:
        """See `FormPart.name`."""
        try:
            return self._part.name or ""
        except UnicodeDecodeError as error:
            raise _malformed() from error

    def blocks(self) -> Iterator[bytes]:
        """See `FormPart.blocks`."""
        stream: Any = self._part.stream
        try:
            while block := stream.read(_LARGE_BLOCK):
                yield block
        except falcon.MediaMalformedError as error:
            raise _malformed() from error

    def read(self, most: int) -> bytes:
        """See `FormPart.read`."""
        try:
            data: bytes = self._part.stream.read(most)
        except falcon.MediaMalformedError as error:
            raise _malformed() from error
        return data


@attrs.frozen
class FalconBody:
    """The body of one request."""

    _req: falcon.Request

    @property
    def media_type(self) -> str:
        """See `RawBody.media_type`."""
        return (self._req.content_type or "").partition(";")[0].strip().lower()

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

    def parts(self, largest: int) -> Iterator[FalconPart]:
        """See `RawBody.parts`."""
        if (self._req.content_length or 0) > largest:
            raise TooLarge("too_large", f"This form may have at most {largest / 1024 / 1024:g} MB.")
        handler = MultipartFormHandler(MultipartParseOptions())
        length = largest if self._req.content_length is None else self._req.content_length
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
