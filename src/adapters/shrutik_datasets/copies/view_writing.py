"""The views of a copy, made from its manifests as they are made when a release is built."""

import hashlib
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

import attrs
import regex

from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.withdrawn_file import WithdrawnFile
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.clip_files import ABOUT
from shrutik_core.releases.views.sound import OpenClip, SoundForm
from shrutik_core.releases.views.view import ReleaseAbout, View, shards_by_split
from shrutik_core.releases.views.writing import ViewSink, write_views
from shrutik_core.shared.errors import Invalid
from shrutik_datasets.copies.copy_folder import CopyFolder

VIEWS = "views/"
_CLIP_FILE = regex.compile(r"views/.+/([0-9a-f]{32})\.[a-z0-9]+")
MakeViews = Callable[[Mapping[str, SoundForm | None], OpenClip], Sequence[View]]
"""Views by name, each with the form of its sound, or None if it holds none; and what brings the sound."""


@attrs.frozen
class RewrittenViews:
    """Makes views again.

    Attributes:
        make: the views by name.
    """

    make: MakeViews

    def write(
        self,
        folder: CopyFolder,
        names: Iterable[str],
        shards: Sequence[str],
        lines: Iterable[ManifestLine],
        sink: ViewSink,
    ) -> None:
        """Write views.

        Args:
            folder: the copy, in which the sound is found.
            names: of the views.
            shards: their names, by split and number.
            lines: of the manifests, in that order.
            sink: takes the files.
        """
        forms = {name: _form(folder, name) for name in names}
        if forms:
            about = ReleaseAbout(folder.told().title, shards_by_split(shards))
            write_views(lines, self.make(forms, folder.sound), about, sink)

    def compare(self, folder: CopyFolder, shards: Sequence[str], taken: WithdrawnFile) -> Iterator[CopyFault]:
        """The files written anew that are not what the manifests give."""
        wanted = {path for path in taken.files if path.startswith(VIEWS) and not is_taken(path, taken.clips)}
        sink = HashSink()
        self.write(folder, names_of(wanted), shards, lines_of_copy(folder, shards), sink)
        for path in sorted(wanted):
            if path not in sink.files or folder.digest(path)[1] != sink.files[path].digest.hexdigest():
                yield CopyFault(path, "is not what the manifests give; apply the withdrawals again")


def names_of(paths: Iterable[str]) -> list[str]:
    """The names of the views that files stand in."""
    return sorted({path.split("/")[1] for path in paths if path.startswith(VIEWS)})


def is_taken(path: str, clips: Container[str]) -> bool:
    """Whether a file of a view is the sound of one of these clips."""
    found = _CLIP_FILE.fullmatch(path)
    return found is not None and found[1] in clips


def _form(folder: CopyFolder, name: str) -> SoundForm | None:
    """The form in which a view holds the sound.

    Raises:
        Invalid: ``view_unknown``.
    """
    path = f"{VIEWS}{name}/{ABOUT}"
    if not (folder.root / path).exists():
        return None
    try:
        return SoundForm(json.loads(folder.text(path))["sound"])
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("view_unknown", f"{path} does not say in which form the sound is; update Shrutik.") from error


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
