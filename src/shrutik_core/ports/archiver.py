"""Archives: many blobs as one file."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

import attrs

from shrutik_core.shared.errors import Invalid


@attrs.frozen
class ArchiveMember:
    """One file in an archive.

    Attributes:
        name: relative path with ``/``.
        size: bytes; exactly as many as ``source`` has.
        source: opened when its turn comes.
    """

    name: str
    size: int
    source: AbstractContextManager[BinaryIO]

    def __attrs_post_init__(self) -> None:
        if not self.name or self.name.startswith("/") or ".." in self.name.split("/"):
            raise Invalid("archive_name", f"{self.name!r} cannot be a file's name in an archive.")


class Archiver(Protocol):
    """Packs files; the same members always give the same bytes."""

    def pack(self, members: Iterable[ArchiveMember]) -> Iterator[bytes]:
        """The archive (POSIX tar), streamed in blocks of bounded size.

        Raises:
            Invalid: ``archive_size`` if a source has not the size that was said.
        """
        ...
