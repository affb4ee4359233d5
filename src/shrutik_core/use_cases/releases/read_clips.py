"""Read the clips of a release that is in the store: line by line, and their sounds out of the shards."""

import hashlib
from collections.abc import Iterator

import attrs

from shrutik_core.ports.compressor import Compressor
from shrutik_core.releases.card import readme
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.release import Release, ReleaseFile
from shrutik_core.releases.sheet import html as datasheet
from shrutik_core.releases.views.view import ReleaseAbout, shards_by_split
from shrutik_core.shared.errors import Unavailable, declare
from shrutik_core.use_cases.releases.request_release import ReadReleases
from shrutik_core.use_cases.releases.text_blobs import packed_lines

declare(Unavailable, "release_damaged", "The stored bytes of a release are not those that were released.")

_TERMS, _TERMS_FOLDERS = frozenset({readme.NAME, datasheet.NAME}), ("LICENSES/", "CONSENT/")
_MANIFEST, _SHARDS = "manifest/", "shards/"


def is_of_terms(name: str) -> bool:
    """Whether a file tells of its release and its terms, and so goes wherever clips of it go."""
    return name in _TERMS or name.startswith(_TERMS_FOLDERS)


@attrs.frozen
class ReadClips:
    """The clips of one release, in the order of its manifest.

    Attributes:
        reader: of the store.
        release: that is ready.
        compressor: that its manifests were packed by.
    """

    reader: ReadReleases
    release: Release
    compressor: Compressor

    @property
    def about(self) -> ReleaseAbout:
        """What a view of it is told."""
        names = (file.name.removeprefix(_MANIFEST).partition(".")[0] for file in self._manifests())
        return ReleaseAbout(self.release.title, shards_by_split(names))

    def lines(self) -> Iterator[ManifestLine]:
        """A line for each clip.

        Raises:
            Invalid: ``compressed_damaged`` or ``manifest_line``.
            Missing: ``blob_missing``.
        """
        for file in self._manifests():
            yield from map(read_line, packed_lines(self.reader.blobs, self.compressor, file.key))

    def sound(self, clip: ManifestLine) -> bytes:
        """The sound of a clip, checked.

        Raises:
            Unavailable: ``release_damaged``.
        """
        shard = next((file for file in self.release.files if file.name == f"{_SHARDS}{clip.shard}.tar"), None)
        data = b""
        if shard is not None:
            with self.reader.open(shard, clip.offset_bytes, clip.size_bytes) as stream:
                data = stream.read()
        if hashlib.sha256(data).hexdigest() != clip.sha256:
            detail = f"Clip {clip.clip} of {self.release.title} is not as it was released: restore its shard."
            raise Unavailable("release_damaged", detail)
        return data

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """What goes with the clips wherever they go: by name, the texts on what they are and may be used for."""
        for file in self.release.files:
            if is_of_terms(file.name):
                with self.reader.open(file) as stream:
                    yield file.name, stream.read()

    def _manifests(self) -> list[ReleaseFile]:
        return sorted(
            (file for file in self.release.files if file.name.startswith(_MANIFEST)), key=lambda file: file.name
        )
