"""Byte ranges: what part of a blob is asked for (RFC 9110, 2022, section 14)."""

import attrs
import regex

_SINGLE = regex.compile(r"bytes=\s*(?<first>\d{0,18})\s*-\s*(?<last>\d{0,18})\s*", regex.IGNORECASE)


@attrs.frozen
class ByteRange:
    """Bytes ``start`` up to, not including, ``end``.

    Attributes:
        start: 0 or more.
        end: more than ``start``.
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def content_range(self, size: int) -> str:
        """As the header of a partial answer says it."""
        return f"bytes {self.start}-{self.end - 1}/{size}"


class Unsatisfiable(Exception):
    """The range begins after the end."""


def asked_range(header: str | None, size: int) -> ByteRange | None:
    """The one range that is asked for; None if the whole is to be sent.

    Several ranges at once, other units and what is not a range at all are passed over, as the standard allows.

    Args:
        header: the Range header, if there was one.
        size: bytes of the whole, 0 or more.

    Raises:
        Unsatisfiable: if no byte of the whole lies in it.
    """
    found = _SINGLE.fullmatch(header) if header else None
    if found is None or not (found["first"] or found["last"]):
        return None
    if not found["first"]:
        return _within(max(0, size - int(found["last"])), size, size)
    first = int(found["first"])
    if not found["last"]:
        return _within(first, size, size)
    last = int(found["last"])
    return None if last < first else _within(first, last + 1, size)


def _within(start: int, end: int, size: int) -> ByteRange:
    if start >= min(end, size):
        raise Unsatisfiable
    return ByteRange(start, min(end, size))
