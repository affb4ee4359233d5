"""A form as it comes in: blocks of bytes become the names and the bytes of its parts."""

from collections.abc import Callable

import attrs
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from shrutik_core.shared.errors import Unreadable, Unsupported

FORM = "multipart/form-data"
# No form of ours has ten; each part costs the loop as much as some kilobytes.
MOST_PARTS = 64


@attrs.frozen
class PartBegins:
    """From here on the bytes are of another part.

    Attributes:
        name: the field's; empty if the part has none.
    """

    name: str


Event = PartBegins | bytes


class FormReader:
    """Reads one form; whoever feeds it takes what was read.

    Args:
        content_type: of the request, with its boundary.

    Raises:
        Unsupported: ``content_type_unsupported`` if it is not a form.
        Unreadable: ``form_malformed`` if there is no boundary.
    """

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        if kind.decode("latin-1").lower() != FORM:
            raise Unsupported("content_type_unsupported", f"Send a form here: {FORM}.")
        self._events: list[Event] = []
        self._ended, self._parts = False, 0
        self._field, self._value, self._disposition = b"", b"", b""
        callbacks: dict[str, Callable[..., None]] = {
            "on_part_begin": self._part_begins,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_ends,
            "on_headers_finished": self._headers_end,
            "on_part_data": self._data,
            "on_end": self._end,
        }
        try:
            self._parser = MultipartParser(options.get(b"boundary", b""), callbacks)  # type: ignore[arg-type]
        except MultipartParseError as error:
            raise _malformed() from error

    def feed(self, block: bytes) -> list[Event]:
        """What the next bytes hold.

        Raises:
            Unreadable: ``form_malformed``.
        """
        try:
            self._parser.write(block)
        except MultipartParseError as error:
            raise _malformed() from error
        events, self._events = self._events, []
        return events

    def finish(self) -> None:
        """Say that the whole body has been read.

        Raises:
            Unreadable: ``form_malformed`` if the form's end is missing.
        """
        if not self._ended:
            raise _malformed()

    def _part_begins(self) -> None:
        self._disposition = b""
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise Unreadable("form_malformed", f"A form may have at most {MOST_PARTS} parts.")

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_ends(self) -> None:
        if self._field.lower() == b"content-disposition":
            self._disposition = self._value
        self._field = self._value = b""

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._disposition)
        try:
            self._events.append(PartBegins(options.get(b"name", b"").decode()))
        except UnicodeDecodeError as error:
            raise _malformed() from error

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._events.append(data[start:end])

    def _end(self) -> None:
        self._ended = True


def _malformed() -> Unreadable:
    detail = "The form cannot be read; it may have been cut off on its way. Send it again."
    return Unreadable("form_malformed", detail)
