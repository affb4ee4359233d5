"""A blob that may be sent, and how its entity tag is compared."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs


@attrs.frozen
class Streamed:
    """An answer of any length that is made while it is sent; it cannot be sent in part.

    Attributes:
        media_type: as it is announced.
        file_name: under which a browser saves it.
        blocks: its bytes; each is made in a thread, which is another's between two of them.
        tag: its entity tag, if that is known before any of it is made; None if it is not.
    """

    media_type: str
    file_name: str
    blocks: Iterator[bytes]
    tag: str | None = None


@attrs.frozen
class Medium:
    """A blob that the caller was given leave to read.

    Attributes:
        size: bytes.
        sha256: hexadecimal.
        media_type: as it is announced.
        open: gives a stream over ``length`` bytes from ``start``.
        key: in the store.
        file_name: under which a browser saves it; None if it is played.
        count: is told how many bytes are asked for, before the first of them is read, and may refuse; None if nobody
            counts.
        public: whether everybody may have it, as long as it is there.
    """

    size: int
    sha256: str
    media_type: str
    open: Callable[[int, int], AbstractContextManager[BinaryIO]]
    key: str
    file_name: str | None = None
    count: Callable[[int], None] | None = None
    public: bool = False

    @property
    def tag(self) -> str:
        """Its entity tag."""
        return f'"{self.sha256}"'


def names(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names the entity tag, compared weakly as the standard has it."""
    if header is None:
        return False
    listed = {one.strip().removeprefix("W/") for one in header.split(",")}
    return "*" in listed or tag.removeprefix("W/") in listed
