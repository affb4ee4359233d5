"""Where a release is read from: a folder of this machine, a bucket, or an address that gives parts of files."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import attrs
import regex

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.shared.errors import Invalid, Missing, declare
from shrutik_datasets.fetching import Address, is_address

declare(Missing, "release_file_missing", "The release does not have this file here.")
declare(Invalid, "shard_short", "A shard ends before a clip that its manifest tells of.")
declare(Invalid, "address_unknown", "Releases are neither read from nor written to addresses of this kind.")

_SCHEME = regex.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://.*", regex.DOTALL)
_BLOCK = 1 << 20
_WINDOW = 8 << 20
"""Bytes that are asked of a server at a time: so many that asking hardly counts, so few that memory does not either."""


class ReleaseSource(Protocol):
    """Gives the files of one release, and the sounds in its shards."""

    def blocks(self, path: str) -> Iterator[bytes]:
        """A file, block by block.

        Raises:
            Missing: if it is not there.
        """
        ...

    def sounds(self, shard: str, lines: Iterator[ManifestLine]) -> Iterator[tuple[ManifestLine, bytes]]:
        """The sounds of a shard.

        Args:
            shard: its path.
            lines: of clips, in the order in which they lie there.
        """
        ...


@attrs.frozen
class FolderSource:
    """`ReleaseSource` of a folder.

    Attributes:
        root: of the release.
    """

    root: Path

    def blocks(self, path: str) -> Iterator[bytes]:
        """See `ReleaseSource.blocks`."""
        with self._open(path) as file:
            while block := file.read(_BLOCK):
                yield block

    def sounds(self, shard: str, lines: Iterator[ManifestLine]) -> Iterator[tuple[ManifestLine, bytes]]:
        """See `ReleaseSource.sounds`."""
        with self._open(shard) as file:
            for line in lines:
                file.seek(line.offset_bytes)
                data = file.read(line.size_bytes)
                if data is None or len(data) != line.size_bytes:
                    raise _short(shard, line)
                yield line, data

    @contextmanager
    def _open(self, path: str) -> Iterator[BinaryIO]:
        try:
            with (self.root / path).open("rb", buffering=0) as file:
                yield file
        except FileNotFoundError as error:
            raise Missing("release_file_missing", f"{self.root / path}: there is no such file.") from error


@attrs.frozen
class AddressSource:
    """`ReleaseSource` of a server, read by ranged GETs.

    Attributes:
        root: address of the release; its files are below it.
        headers: sent along with each request.
        window_bytes: that are asked for at a time, if no single clip is larger.
    """

    root: str
    headers: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    window_bytes: int = _WINDOW

    def blocks(self, path: str) -> Iterator[bytes]:
        """See `ReleaseSource.blocks`."""
        return self._address(path).blocks()

    def sounds(self, shard: str, lines: Iterator[ManifestLine]) -> Iterator[tuple[ManifestLine, bytes]]:
        """See `ReleaseSource.sounds`."""
        address = self._address(shard)
        for window in _windows(lines, self.window_bytes):
            start, last = window[0].offset_bytes, window[-1]
            data = address.part(start, last.offset_bytes + last.size_bytes - start)
            for line in window:
                at = line.offset_bytes - start
                yield line, data[at : at + line.size_bytes]

    def _address(self, path: str) -> Address:
        return Address(f"{self.root.rstrip('/')}/{path}", self.headers)


@attrs.frozen
class BlobSource:
    """`ReleaseSource` of a store, such as a bucket.

    Attributes:
        blobs: the store; keys are the paths.
        window_bytes: that are asked for at a time, if no single clip is larger.
    """

    blobs: BlobStore
    window_bytes: int = _WINDOW

    def blocks(self, path: str) -> Iterator[bytes]:
        """See `ReleaseSource.blocks`."""
        with self.blobs.open(path) as stream:
            while block := stream.read(_BLOCK):
                yield block

    def sounds(self, shard: str, lines: Iterator[ManifestLine]) -> Iterator[tuple[ManifestLine, bytes]]:
        """See `ReleaseSource.sounds`."""
        for window in _windows(lines, self.window_bytes):
            start, last = window[0].offset_bytes, window[-1]
            with self.blobs.open(shard, start, last.offset_bytes + last.size_bytes - start) as stream:
                data = stream.read()
            for line in window:
                at = line.offset_bytes - start
                if at + line.size_bytes > len(data):
                    raise _short(shard, line)
                yield line, data[at : at + line.size_bytes]


def source_of(where: str | Path, headers: Mapping[str, str]) -> ReleaseSource:
    """The source of a release at a path or an address.

    Raises:
        Invalid: ``address_unknown``.
    """
    if isinstance(where, str):
        if is_address(where):
            return AddressSource(where, headers)
        no_other_scheme(where, "name a folder, or an address that begins with https://")
    return FolderSource(Path(where))


def no_other_scheme(where: str, instead: str) -> None:
    """Refuse an address that nothing here speaks to; a path passes.

    Args:
        where: the path.
        instead: what to do if it is such an address.

    Raises:
        Invalid: ``address_unknown``.
    """
    found = _SCHEME.fullmatch(where)
    if found:
        raise Invalid("address_unknown", f"Addresses that begin with {found[1]}:// are not taken here: {instead}.")


def _short(shard: str, line: ManifestLine) -> Invalid:
    return Invalid("shard_short", f"{shard} ends before clip {line.clip}; verify the release.")


def _windows(lines: Iterator[ManifestLine], size: int) -> Iterator[list[ManifestLine]]:
    """Clips that lie near each other, together no larger than this unless one is."""
    window: list[ManifestLine] = []
    for line in lines:
        end = line.offset_bytes + line.size_bytes
        if window and (end - window[0].offset_bytes > size or line.offset_bytes < window[-1].offset_bytes):
            yield window
            window = []
        window.append(line)
    if window:
        yield window
