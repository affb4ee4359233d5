"""Write the views of a release in one pass over its manifest, and count all that its statistics say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.release import Release
from shrutik_core.releases.stats.release_count import ReleaseCount
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.releases.views.view import ReleaseAbout, View
from shrutik_core.releases.views.writing import in_release, write_views
from shrutik_core.use_cases.releases.blob_sink import BlobSink
from shrutik_core.use_cases.releases.text_blobs import packed_lines
from shrutik_core.use_cases.releases.write_shards import WrittenShard
from shrutik_core.use_cases.releases.written_file import TEXT, WrittenFile

MakeViews = Callable[[Iterable[str]], Sequence[View]]
"""The views of these names; `Unavailable` ``extra_missing`` if one needs a library that is not installed."""


@attrs.frozen
class WriteTexts:
    """Reads each line of the manifest once; memory does not grow with the clips, but for 32 bytes that are counted."""

    blobs: BlobStore
    compressor: Compressor
    make_views: MakeViews

    def __call__(
        self, release: Release, shards: Sequence[WrittenShard], note: Callable[[float], None]
    ) -> tuple[list[WrittenFile], ReleaseStats]:
        """The files of the views, and what the release adds up to.

        Args:
            release: whose manifest was written.
            shards: all of them, in their order.
            note: takes how much of it is done, from 0 to 1.

        Raises:
            Unavailable: ``extra_missing`` if a format needs a library that is not installed.
        """
        views = self.make_views([format_.value for format_ in release.selection.formats])
        counted = ReleaseCount()
        with BlobSink(self.blobs, release) as sink:
            write_views(self._lines(shards, counted, note), views, _about(release, shards), sink)
        written = [
            WrittenFile.plain(name, blob, _media_type(view, name))
            for view in views
            for name, blob in sink.stored.items()
            if name.startswith(in_release(view))
        ]
        return written, counted.stats()

    def _lines(
        self, shards: Sequence[WrittenShard], counted: ReleaseCount, note: Callable[[float], None]
    ) -> Iterator[ManifestLine]:
        for number, shard in enumerate(shards):
            for text in packed_lines(self.blobs, self.compressor, shard.manifest.file.key):
                line = read_line(text)
                counted.add(line)
                yield line
            note((number + 1) / len(shards))


def _about(release: Release, shards: Iterable[WrittenShard]) -> ReleaseAbout:
    names: dict[str, tuple[str, ...]] = {}
    for shard in shards:
        names[shard.split] = (*names.get(shard.split, ()), shard.name)
    return ReleaseAbout(release.title, names)


def _media_type(view: View, name: str) -> str:
    endings: Mapping[str, str] = view.media_types
    fitting = [ending for ending in endings if name.endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else TEXT
