"""Read the clips of a release that is in the store: line by line, and their sounds out of the shards."""

import hashlib
from collections.abc import Iterator

import attrs

from shrutik_core.people.roles import Actor
from shrutik_core.ports.compressor import Compressor
from shrutik_core.releases import release_json
from shrutik_core.releases.copies.told import ToldRelease, read_told
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.release import Release, ReleaseFile
from shrutik_core.releases.views.view import ReleaseAbout, shards_by_split
from shrutik_core.shared.errors import Unavailable, declare
from shrutik_core.use_cases.releases.request_release import ReadReleases
from shrutik_core.use_cases.releases.text_blobs import packed_lines

declare(Unavailable, "release_damaged", "The stored bytes of a release are not those that were released.")

_TERMS = ("LICENSES/", "CONSENT/")
_MANIFEST, _SHARDS = "manifest/", "shards/"


def is_of_terms(name: str) -> bool:
    """Whether a file tells of a release's terms, and so goes wherever clips of it go."""
    return name.startswith(_TERMS)


@attrs.frozen
class ReadClips:
    """The clips of one release, in the order of its manifest; each file of it is asked for as a download.

    Attributes:
        reader: of the store.
        actor: who reads.
        release: that is ready.
        compressor: that its manifests were packed by.
    """

    reader: ReadReleases
    actor: Actor
    release: Release
    compressor: Compressor
    _shards: dict[str, ReleaseFile] = attrs.field(factory=dict, init=False, eq=False)

    @property
    def about(self) -> ReleaseAbout:
        """What a view of it is told."""
        names = (file.name.removeprefix(_MANIFEST).partition(".")[0] for file in self._manifests())
        return ReleaseAbout(self.release.title, shards_by_split(names))

    def lines(self) -> Iterator[ManifestLine]:
        """A line for each clip.

        Raises:
            Gone: ``release_withdrawn`` if a speaker in it took their voice back.
            Invalid: ``compressed_damaged`` or ``manifest_line``.
            Missing: ``blob_missing``.
            Refused: ``not_permitted``.
        """
        for named in self._manifests():
            file = self._granted(named.name)
            yield from map(read_line, packed_lines(self.reader.blobs, self.compressor, file.key))

    def sound(self, clip: ManifestLine) -> bytes:
        """The sound of a clip, checked.

        Raises:
            Gone: ``release_withdrawn``.
            Missing: ``file_missing``.
            Refused: ``not_permitted``.
            Unavailable: ``release_damaged``.
        """
        with self.reader.open(self._shard(clip.shard), clip.offset_bytes, clip.size_bytes) as stream:
            data = stream.read()
        if hashlib.sha256(data).hexdigest() != clip.sha256:
            detail = f"Clip {clip.clip} of {self.release.title} is not as it was released: restore its shard."
            raise Unavailable("release_damaged", detail)
        return data

    def told(self) -> ToldRelease:
        """What the release says of itself.

        Raises:
            Gone: ``release_withdrawn``.
            Invalid: ``release_malformed``.
            Missing: ``file_missing``.
            Refused: ``not_permitted``.
        """
        return read_told(self._bytes(release_json.NAME))

    def small(self, name: str) -> bytes:
        """A small file of the release; nothing if it has none of this name."""
        return self._bytes(name) if any(file.name == name for file in self.release.files) else b""

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """What goes with the clips wherever they go: by name, the texts on what they may be used for."""
        for file in self.release.files:
            if is_of_terms(file.name):
                yield file.name, self._bytes(file.name)

    def _bytes(self, name: str) -> bytes:
        with self.reader.open(self._granted(name)) as stream:
            return stream.read()

    def _granted(self, name: str) -> ReleaseFile:
        return self.reader.file(self.actor, self.release.id, name)

    def _shard(self, name: str) -> ReleaseFile:
        """The shard that clips are read from, asked for once for all that follow each other."""
        if name not in self._shards:
            self._shards.clear()
            self._shards[name] = self._granted(f"{_SHARDS}{name}.tar")
        return self._shards[name]

    def _manifests(self) -> list[ReleaseFile]:
        return sorted(
            (file for file in self.release.files if file.name.startswith(_MANIFEST)), key=lambda file: file.name
        )
