"""Write the views of a release from its manifest, and count what its statistics say: in one pass, or side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.release import Release, release_key
from shrutik_core.releases.stats.release_count import ReleaseCount
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.releases.views.view import ReleaseAbout, View, shards_by_split
from shrutik_core.releases.views.writing import in_release, write_views
from shrutik_core.shared.ids import ReleaseId
from shrutik_core.use_cases.releases.blob_sink import BlobSink
from shrutik_core.use_cases.releases.text_blobs import packed_lines
from shrutik_core.use_cases.releases.write_shards import WrittenShard
from shrutik_core.use_cases.releases.written_file import TEXT, WrittenFile

MakeViews = Callable[[Iterable[str]], Sequence[View]]
"""The views of these names; can be pickled. `Unavailable` ``extra_missing`` if one needs a missing library."""


@attrs.frozen
class TextShare:
    """What one pass over the manifest makes.

    Attributes:
        names: of views.
        counts: whether it counts as well.
    """

    names: tuple[str, ...]
    counts: bool


def shared_out(names: Sequence[str], passes: int) -> list[TextShare]:
    """So many passes, or as many as there is work for; to count is about as much work as three views.

    Args:
        names: of views.
        passes: 1 and up.
    """
    if passes == 1:
        return [TextShare(tuple(names), counts=True)]
    shares: list[list[str]] = [[] for _ in range(passes)]
    for name in names:
        min(enumerate(shares), key=lambda share: len(share[1]) + (3 if share[0] == 0 else 0))[1].append(name)
    made = [TextShare(tuple(share), counts=place == 0) for place, share in enumerate(shares)]
    return [share for share in made if share.names or share.counts]


@attrs.frozen
class WriteSomeTexts:
    """One pass; memory does not grow with the clips, but for 32 bytes that are counted."""

    blobs: BlobStore
    compressor: Compressor
    make_views: MakeViews
    release: ReleaseId
    title: str
    shards: tuple[WrittenShard, ...]

    def __call__(
        self, share: TextShare, note: Callable[[float], None] | None = None
    ) -> tuple[list[WrittenFile], ReleaseCount | None]:
        """The files of the views, and what was counted if that was asked for."""
        views = self.make_views(share.names)
        counted = ReleaseCount() if share.counts else None
        with BlobSink(self.blobs, partial(release_key, self.release)) as sink:
            write_views(self._lines(counted, note), views, self._about(), sink)
        written = [
            WrittenFile.plain(name, blob, _media_type(view, name))
            for view in views
            for name, blob in sink.stored.items()
            if name.startswith(in_release(view))
        ]
        return written, counted

    def _lines(self, counted: ReleaseCount | None, note: Callable[[float], None] | None) -> Iterator[ManifestLine]:
        for number, shard in enumerate(self.shards):
            for text in packed_lines(self.blobs, self.compressor, shard.manifest.file.key):
                line = read_line(text)
                if counted is not None:
                    counted.add(line)
                yield line
            if note is not None:
                note((number + 1) / len(self.shards))

    def _about(self) -> ReleaseAbout:
        return ReleaseAbout(self.title, shards_by_split(shard.name for shard in self.shards))


@attrs.frozen
class WriteTexts:
    """All views and the statistics.

    Attributes:
        blobs: where they go.
        compressor: that manifests are packed by.
        make_views: makes views by their names.
        pool: does the passes, if there are several.
        passes: over the manifest, side by side; 1 is the least work, as many as processors are the least time.
    """

    blobs: BlobStore
    compressor: Compressor
    make_views: MakeViews
    pool: WorkPool
    passes: int = 1

    def __call__(
        self, release: Release, shards: Sequence[WrittenShard], note: Callable[[float], None]
    ) -> tuple[list[WrittenFile], ReleaseStats]:
        """The files of the views, and what the release adds up to.

        Args:
            release: whose manifest was written.
            shards: all of them, in their order.
            note: takes how much of it is done, from 0 to 1.

        Raises:
            Unavailable: ``extra_missing`` if a format needs a library that is not installed; ``work_pool_lost``.
        """
        work = WriteSomeTexts(self.blobs, self.compressor, self.make_views, release.id, release.title, tuple(shards))
        shares = shared_out([format_.value for format_ in release.selection.formats], self.passes)
        if len(shares) == 1:
            made = [work(shares[0], note)]
        else:
            made = []
            for found in self.pool.each(work, shares):
                made.append(found)
                note(len(made) / len(shares))
        counted = next(count for _, count in made if count is not None)
        return [file for files, _ in made for file in files], counted.stats()


def _media_type(view: View, name: str) -> str:
    endings: Mapping[str, str] = view.media_types
    fitting = [ending for ending in endings if name.endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else TEXT
