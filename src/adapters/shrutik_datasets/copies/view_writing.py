"""The views of a copy, made from its manifests as they are made when a release is built."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.withdrawn_file import WithdrawnFile
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.view import ReleaseAbout, View
from shrutik_core.releases.views.writing import ViewSink, write_views
from shrutik_datasets.copies.copy_folder import CopyFolder

VIEWS = "views/"
MakeViews = Callable[[Collection[str]], Sequence[View]]
"""The views of these names, of those that stand in a release."""


@attrs.frozen
class RewrittenViews:
    """Makes views again.

    Attributes:
        make: the views by name.
    """

    make: MakeViews

    def write(
        self, names: Collection[str], title: str, shards: Sequence[str], lines: Iterable[ManifestLine], sink: ViewSink
    ) -> None:
        """Write views.

        Args:
            names: of the views.
            title: of the release.
            shards: their names, by split and number.
            lines: of the manifests, in that order.
            sink: takes the files.
        """
        if names:
            write_views(lines, self.make(names), ReleaseAbout(title, by_split(shards)), sink)

    def compare(self, folder: CopyFolder, shards: Sequence[str], taken: WithdrawnFile) -> Iterator[CopyFault]:
        """The files written anew that are not what the manifests give."""
        wanted = {path for path in taken.files if path.startswith(VIEWS)}
        sink = HashSink()
        self.write(names_of(wanted), taken.release, shards, lines_of_copy(folder, shards), sink)
        for path in sorted(wanted):
            if path not in sink.files or folder.digest(path)[1] != sink.files[path].digest.hexdigest():
                yield CopyFault(path, "is not what the manifests give; apply the withdrawals again")


def names_of(paths: Iterable[str]) -> list[str]:
    """The names of the views that files stand in."""
    return sorted({path.split("/")[1] for path in paths if path.startswith(VIEWS)})


def by_split(shards: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of shards by split, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for shard in shards:
        split = shard.rpartition("-")[0]
        found[split] = (*found.get(split, ()), shard)
    return found


def lines_of_copy(folder: CopyFolder, shards: Iterable[str]) -> Iterator[ManifestLine]:
    """The lines of all manifests, shard by shard.

    Raises:
        Invalid: ``manifest_line`` or ``compressed_damaged``.
        Missing: ``copy_file_missing``.
    """
    return (read_line(text) for shard in shards for text in folder.manifest_lines(shard))


@attrs.define
class HashFile:
    """A file of which only the hash is kept."""

    digest: "hashlib._Hash" = attrs.field(factory=hashlib.sha256)

    def write(self, data: bytes) -> None:
        """See `ViewFile.write`."""
        self.digest.update(data)

    def close(self) -> None:
        """See `ViewFile.close`."""


@attrs.define
class HashSink:
    """`ViewSink` that keeps hashes by path."""

    files: dict[str, HashFile] = attrs.field(factory=dict)

    def create(self, name: str) -> HashFile:
        """See `ViewSink.create`."""
        self.files[name] = HashFile()
        return self.files[name]
