"""Compressors: many lines in little room, streamed."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "compressed_damaged", "This is not whole, or was not compressed in this way.")


class Compressor(Protocol):
    """Packs bytes; the same bytes, whatever the blocks, always give the same.

    Attributes:
        ending: of the names of files that it packs, such as ``.zst``.
    """

    @property
    def ending(self) -> str: ...  # noqa: D102 - see the class

    def pack(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """The packed form of the blocks, joined."""
        ...

    def unpack(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """What was packed into the blocks, joined; in blocks of bounded size if these are.

        Raises:
            Invalid: ``compressed_damaged`` if it ends too soon, goes on behind its end, or is something else.
        """
        ...
