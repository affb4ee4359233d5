"""Zip archives for people: many files as one that every machine opens, while it is written."""

from collections.abc import Iterable, Iterator
from typing import Protocol

import attrs


@attrs.frozen
class ZipMember:
    """One file in an archive.

    Attributes:
        name: relative path with ``/``.
        blocks: its bytes, taken when its turn comes.
        packed: whether it is made smaller; sound is not, for nothing is gained.
    """

    name: str
    blocks: Iterable[bytes]
    packed: bool = True


class Zipper(Protocol):
    """Packs files whose sizes are not known before."""

    def pack(self, members: Iterable[ZipMember]) -> Iterator[bytes]:
        """The archive (zip), streamed: not more than one block of a member is held at a time."""
        ...
