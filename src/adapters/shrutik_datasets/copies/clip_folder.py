"""The clips of a released folder: line by line, and their sounds out of its shards."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import attrs

from shrutik_core.releases.copies.told import ToldRelease
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.view import ReleaseAbout, shards_by_split
from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.releases.read_clips import is_of_terms
from shrutik_datasets.copies.copy_folder import SHARDS, CopyFolder
from shrutik_datasets.zstandard_compressor import ZstandardCompressor


def _copy(folder: Path) -> CopyFolder:
    return CopyFolder(folder, ZstandardCompressor())


@attrs.frozen
class ClipFolder:
    """The clips of one release, in the order of its manifest; those that were taken out of it are silent.

    Attributes:
        folder: of the release.
    """

    folder: CopyFolder = attrs.field(converter=_copy)

    @property
    def about(self) -> ReleaseAbout:
        """What a view of it is told.

        Raises:
            Invalid: ``checksums_malformed`` or ``release_malformed``.
            Missing: ``copy_file_missing`` if it is no released folder.
        """
        return ReleaseAbout(self.told().title, shards_by_split(self._shards()))

    def lines(self) -> Iterator[ManifestLine]:
        """A line for each clip.

        Raises:
            Invalid: ``compressed_damaged`` or ``manifest_line``.
            Missing: ``copy_file_missing``.
        """
        for shard in self._shards():
            yield from map(read_line, self.folder.manifest_lines(shard))

    def sound(self, clip: ManifestLine) -> bytes:
        """The sound of a clip, checked.

        Raises:
            Missing: ``copy_file_missing``.
            Unavailable: ``release_damaged``.
        """
        with self.folder.open(f"{SHARDS}{clip.shard}.tar") as shard:
            shard.seek(clip.offset_bytes)
            data = shard.read(clip.size_bytes)
        if hashlib.sha256(data).hexdigest() != clip.sha256:
            detail = f"Clip {clip.clip} in {self.folder.root} is not as it was released: fetch its shard again."
            raise Unavailable("release_damaged", detail)
        return data

    def told(self) -> ToldRelease:
        """What the release says of itself; see `CopyFolder.told` for errors."""
        return self.folder.told()

    def small(self, name: str) -> bytes:
        """A small file of the release; nothing if it has none of this name."""
        return b"".join(self.folder.blocks(name)) if name in self.folder.listed() else b""

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """What goes with the clips wherever they go: by name, the texts on what they may be used for."""
        for name in self.folder.listed():
            if is_of_terms(name):
                yield name, b"".join(self.folder.blocks(name))

    def _shards(self) -> list[str]:
        return self.folder.shards(self.folder.listed())
