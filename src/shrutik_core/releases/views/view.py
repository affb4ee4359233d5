"""What a format is: a view of the manifest, which is given each clip and gives pieces of files."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import attrs

from shrutik_core.releases.manifest.line import ManifestLine

Piece = tuple[str, str | bytes | None]
"""The name of a file, relative to the view's folder, and what comes next in it; None ends it.

A file begins with its first piece, text is written as UTF-8, and a file whose name ends in ``.gz`` is compressed. What
is not ended ends with the view; whoever writes many files ends each, so that few are open.
"""
Pieces = Iterable[Piece]


@attrs.frozen
class ReleaseAbout:
    """What a view knows of a release before its first clip.

    Attributes:
        title: such as ``bn-read-v3``.
        shards: the splits in the order of the manifest, and the names of the shards of each: ``train-00000``.
        clips: folder of the clips where they lie as files, relative to a view's folder; within it, a clip is
            ``<split>/<clip>.<encoding>``.
        shards_folder: folder of the shards, relative to a view's folder.
    """

    title: str
    shards: Mapping[str, tuple[str, ...]]
    clips: str = "../../clips"
    shards_folder: str = "../../shards"

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits, in their order."""
        return tuple(self.shards)

    def shard_path(self, shard: str) -> str:
        """Of a shard, relative to a view's folder."""
        return f"{self.shards_folder}/{shard}.tar"


class ViewWriting(Protocol):
    """One view of one release, being written; it keeps no clip, and at most something for each speaker or shard."""

    def begin(self) -> Pieces:
        """What stands before the first clip, such as headers, and the files of splits that may stay empty."""
        ...

    def add(self, clip: ManifestLine) -> Pieces:
        """The next clip: the clips of a shard follow each other, and the shards of a split."""
        ...

    def close(self) -> Pieces:
        """What stands behind the last clip."""
        ...


class View(Protocol):
    """One format of a release.

    Attributes:
        name: in commands, in a selection, and of its folder.
        description: one sentence: what it is, and who reads it.
        media_types: of its files, by what their names end in.
        holds_audio: whether the sound itself stands in its files.
        keeps_blank: whether a blank clip keeps its line, without a text; or else it has none.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - see the class
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def media_types(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def holds_audio(self) -> bool: ...  # noqa: D102
    @property
    def keeps_blank(self) -> bool: ...  # noqa: D102

    def open(self, about: ReleaseAbout) -> ViewWriting:
        """Begin to write it."""
        ...


def shards_by_split(shards: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of shards by split, each in the order in which it comes first."""
    found: dict[str, tuple[str, ...]] = {}
    for shard in shards:
        split = shard.rpartition("-")[0]
        found[split] = (*found.get(split, ()), shard)
    return found


def by_split(clip: ManifestLine) -> str:
    """Where a clip lies as a file in most views: ``clips/<split>/<clip>.<encoding>``, relative to the view's folder."""
    return f"clips/{clip.split}/{clip.clip}.{clip.encoding}"


@attrs.frozen
class TextView:
    """A `View` of texts alone; the sound stays in the shards, or is laid beside it as files (`WithClipFiles`).

    Attributes:
        name: see `View`.
        description: see `View`.
        media_types: see `View`.
        write: begins to write it.
        clip_file: where it expects a clip's sound, relative to its own folder.
        needs_clips: whether it is of no use unless the clips lie there.
        keeps_blank: see `View`.
    """

    name: str
    description: str
    media_types: Mapping[str, str]
    write: Callable[[ReleaseAbout], ViewWriting]
    clip_file: Callable[[ManifestLine], str] = by_split
    needs_clips: bool = False
    keeps_blank: bool = False

    @property
    def holds_audio(self) -> bool:
        """Never: see `View`."""
        return False

    def open(self, about: ReleaseAbout) -> ViewWriting:
        """See `View.open`."""
        return self.write(about)
