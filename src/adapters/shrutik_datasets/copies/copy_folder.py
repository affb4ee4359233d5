"""The folder of a copy of a release: what lies in it, never by way of a link."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import attrs

from shrutik_core.ports.compressor import Compressor
from shrutik_core.releases import checksums, release_json
from shrutik_core.releases.copies.names import Kind
from shrutik_core.releases.copies.told import ToldRelease, read_told
from shrutik_core.releases.copies.withdrawn_file import NAME as WITHDRAWN
from shrutik_core.releases.copies.withdrawn_file import WithdrawnFile, read_withdrawn
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.shared.byte_lines import lines_in_blocks
from shrutik_core.shared.errors import Invalid, Missing, declare

declare(Missing, "copy_file_missing", "The folder does not have this file, so it is not a whole release.")

MANIFEST, SHARDS = "manifest/", "shards/"
_BLOCK = 1 << 20
_PACKED = 1 << 14
"""Bytes that are unpacked at a time: a few of them may become very many."""


@attrs.frozen
class CopyFolder:
    """A copy of a release.

    Attributes:
        root: the folder.
        compressor: that its manifests are packed with.
    """

    root: Path
    compressor: Compressor

    def found(self) -> dict[str, Kind]:
        """All that lies in it but folders with something in them, by path with ``/``.

        Raises:
            Missing: ``copy_file_missing`` if it is not a folder.
        """
        return dict(sorted(self.walk()))

    def walk(self) -> Iterator[tuple[str, Kind]]:
        """What `found` gives, one after the other, in no order: a folder may hold a million files.

        Raises:
            Missing: ``copy_file_missing`` if it is not a folder.
        """
        if not self.root.is_dir():
            raise Missing("copy_file_missing", f"{self.root} is not a folder; name the one that holds release.json.")
        return _walk(self.root, "")

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """A plain file, to read.

        Raises:
            Missing: ``copy_file_missing``, also if a link lies there.
        """
        try:
            opened = os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            raise self._missing(path, error.strerror or str(error)) from error
        with os.fdopen(opened, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise self._missing(path, "not a file")
            yield file

    def blocks(self, path: str, size: int = _BLOCK) -> Iterator[bytes]:
        """The bytes of a file, a megabyte at a time, or so many."""
        with self.open(path) as file:
            while block := file.read(size):
                yield block

    def text(self, path: str) -> str:
        """A small file in UTF-8.

        Raises:
            Missing: ``copy_file_missing``.
            Invalid: ``not_utf8``.
        """
        data = b"".join(self.blocks(path))
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise Invalid("not_utf8", f"{path} is not text in UTF-8; fetch it again.") from error

    def digest(self, path: str) -> tuple[int, str]:
        """Size and SHA-256 of a file."""
        digest, size = hashlib.sha256(), 0
        for block in self.blocks(path):
            digest.update(block)
            size += len(block)
        return size, digest.hexdigest()

    def size(self, path: str) -> int:
        """Bytes of a file."""
        with self.open(path) as file:
            return os.fstat(file.fileno()).st_size

    def listed(self) -> dict[str, str]:
        """What the list of checksums says, by path.

        Raises:
            Missing: ``copy_file_missing``.
            Invalid: ``checksums_malformed`` or ``not_utf8``.
        """
        return checksums.read_checksums(self.text(checksums.NAME))

    def told(self) -> ToldRelease:
        """What the release says of itself.

        Raises:
            Missing: ``copy_file_missing``.
            Invalid: ``release_malformed``, ``release_name_invalid`` or ``not_utf8``.
        """
        return read_told(self.text(release_json.NAME))

    def withdrawn(self) -> WithdrawnFile | None:
        """What was taken out of it; None if nothing was.

        Raises:
            Invalid: ``withdrawn_malformed`` and its like.
        """
        if self.root / WITHDRAWN not in self.root.iterdir():
            return None
        with self.open(WITHDRAWN) as file:
            return read_withdrawn(line.decode() for line in lines_in_blocks(iter(lambda: file.read(_BLOCK), b"")))

    def manifest(self, shard: str) -> str:
        """The path of a shard's manifest."""
        return f"{MANIFEST}{shard}.jsonl{self.compressor.ending}"

    def shards(self, listed: Iterable[str]) -> list[str]:
        """The names of the shards of which there is a manifest, by split and number."""
        ending = f".jsonl{self.compressor.ending}"
        names = [path[len(MANIFEST) : -len(ending)] for path in listed if _is_manifest(path, ending)]
        return sorted(names, key=lambda name: (name.rpartition("-")[0], len(name), name))

    def manifest_lines(self, shard: str) -> Iterator[bytes]:
        """The lines of a shard's manifest, without their ends.

        Raises:
            Missing: ``copy_file_missing``.
            Invalid: ``compressed_damaged``.
        """
        return lines_in_blocks(self.compressor.unpack(self.blocks(self.manifest(shard), _PACKED)))

    def sound(self, line: ManifestLine) -> bytes:
        """The sound of a clip, as it lies in its shard.

        Raises:
            Missing: ``copy_file_missing``.
        """
        with self.open(f"{SHARDS}{line.shard}.tar") as file:
            file.seek(line.offset_bytes)
            return file.read(line.size_bytes)

    def _missing(self, path: str, why: str) -> Missing:
        return Missing("copy_file_missing", f"{self.root / path}: {why}; fetch the file again.")


def _is_manifest(path: str, ending: str) -> bool:
    return path.startswith(MANIFEST) and path.endswith(ending) and "/" not in path[len(MANIFEST) :]


def _walk(folder: Path, before: str) -> Iterator[tuple[str, Kind]]:
    empty = True
    with os.scandir(folder) as entries:
        for entry in entries:
            empty = False
            path = f"{before}{entry.name}"
            if entry.is_symlink():
                yield path, Kind.LINK
            elif entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{path}/")
            else:
                yield path, Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER
    if empty and before:
        yield before.removesuffix("/"), Kind.EMPTY
