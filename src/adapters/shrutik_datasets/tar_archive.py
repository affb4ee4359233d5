"""Tar archives whose bytes depend on nothing but names and contents."""

import tarfile
from collections.abc import Iterable, Iterator

from shrutik_core.ports.archiver import ArchiveMember
from shrutik_core.shared.errors import Invalid

_READ = 256 * 1024
_MODE = 0o644


class TarArchiver:
    """`Archiver` of POSIX tar (ustar; pax if a name is too long or not ASCII).

    Every member is a plain file of mode 0644, owner and group 0, modified at the beginning of 1970.
    """

    def pack(self, members: Iterable[ArchiveMember]) -> Iterator[bytes]:
        """See `Archiver.pack`."""
        size = 0
        for member in members:
            header = _header(member)
            yield header
            yield from _contents(member)
            padding = -member.size % tarfile.BLOCKSIZE
            if padding:
                yield bytes(padding)
            size += len(header) + member.size + padding
        # Two empty blocks end an archive; tar fills the last record.
        yield bytes(2 * tarfile.BLOCKSIZE + -(size + 2 * tarfile.BLOCKSIZE) % tarfile.RECORDSIZE)


def _header(member: ArchiveMember) -> bytes:
    info = tarfile.TarInfo(member.name)
    info.size = member.size
    info.mode = _MODE
    return info.tobuf(tarfile.PAX_FORMAT)


def _contents(member: ArchiveMember) -> Iterator[bytes]:
    left = member.size
    with member.source as source:
        while left:
            block = source.read(min(_READ, left))
            if not block:
                raise _wrong_size(member)
            left -= len(block)
            yield block
        if source.read(1):
            raise _wrong_size(member)


def _wrong_size(member: ArchiveMember) -> Invalid:
    return Invalid(
        "archive_size", f"{member.name} does not have the {member.size} bytes that were announced; build it again."
    )
