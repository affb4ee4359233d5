"""A file of a release as it is written: listed, and a leaf of the release's tree."""

from collections.abc import Iterable

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.releases.release import Release, ReleaseFile, release_key
from shrutik_core.releases.tree.leaves import file_leaf
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.use_cases.releases.text_blobs import put_lines

JSON, LINES, MARKDOWN, HTML, TEXT = (
    "application/json",
    "application/jsonl",
    "text/markdown",
    "text/html",
    "text/plain",
)


@attrs.frozen
class WrittenFile:
    """A file of a release, and what the release's tree holds of it.

    Attributes:
        file: as it is listed.
        leaf: of the tree, 32 bytes.
    """

    file: ReleaseFile
    leaf: bytes

    @classmethod
    def plain(cls, name: str, blob: StoredBlob, media_type: str) -> "WrittenFile":
        """One that is a single leaf, whatever it holds."""
        file = ReleaseFile(name, blob.key, blob.size, blob.sha256, media_type)
        return cls(file, file_leaf(name, blob.size, bytes.fromhex(blob.sha256)))


def write_text(blobs: BlobStore, release: Release, name: str, media_type: str, lines: Iterable[str]) -> WrittenFile:
    """A text of a release, stored; each of its lines gets a line end if it has none."""
    return WrittenFile.plain(name, put_lines(blobs, release_key(release.id, name), lines), media_type)
