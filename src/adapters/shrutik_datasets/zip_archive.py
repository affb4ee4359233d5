"""Zip archives that are written while they are sent."""

from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from shrutik_core.ports.zipper import ZipMember

_MODE = 0o600
_UPPER_HALF = 16


class _Tray:
    """Where a zip file is written to that nobody can seek in: what lies on it is taken away again and again."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Lay the part on it."""
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing to do: what is written lies here."""

    def take(self) -> bytes:
        """All that lies on it, which is empty then."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


class ZipZipper:
    """`Zipper` of ZIP64: each member is followed by its size and checksum, so that they need not be known before."""

    def pack(self, members: Iterable[ZipMember]) -> Iterator[bytes]:
        """See `Zipper.pack`."""
        tray = _Tray()
        with ZipFile(tray, "w") as archive:  # type: ignore[call-overload] # it is written to and no more
            for member in members:
                with archive.open(_info(member), "w", force_zip64=True) as file:
                    for block in member.blocks:
                        file.write(block)
                        if ready := tray.take():
                            yield ready
                yield tray.take()
        yield tray.take()


def _info(member: ZipMember) -> ZipInfo:
    info = ZipInfo(member.name)
    info.compress_type = ZIP_DEFLATED if member.packed else ZIP_STORED
    info.external_attr = _MODE << _UPPER_HALF
    return info
