"""Views of a release with its sound in them, as they are exported: from the store, or from a released folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from shrutik_bootstrap.extras import load
from shrutik_core.people.roles import Actor
from shrutik_core.releases.card import datacite, readme
from shrutik_core.releases.card.columns import RecordFiles
from shrutik_core.releases.card.export_readme import ExportAbout, citation, export_readme
from shrutik_core.releases.copies import export_told
from shrutik_core.releases.copies.export_told import ToldExport
from shrutik_core.releases.copies.told import ToldRelease
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.release import Release
from shrutik_core.releases.sheet import html as datasheet
from shrutik_core.releases.stats import stats_json
from shrutik_core.releases.stats.release_count import ReleaseCount
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.releases.views.catalogue import TEXT_VIEWS, WITHOUT_CLIPS
from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.releases.views.summed import SummedSink
from shrutik_core.releases.views.view import ReleaseAbout
from shrutik_core.releases.views.writing import ViewSink, write_file, write_views
from shrutik_core.shared.errors import Invalid
from shrutik_core.use_cases.releases.read_clips import ReadClips
from shrutik_core.use_cases.releases.request_release import ReadReleases
from shrutik_datasets.copies.clip_folder import ClipFolder
from shrutik_datasets.zstandard_compressor import ZstandardCompressor

LAYOUT_AS_RELEASED = "release"
"""All files, as they were released."""


SOUND_VIEWS = (RecordFiles.PARQUET.value, *(name for name in TEXT_VIEWS if name not in WITHOUT_CLIPS))
"""Views that can hold the sound; the first is read without torch."""


class ReadableRelease(Protocol):
    """A release whose clips can be read."""

    @property
    def about(self) -> ReleaseAbout: ...  # noqa: D102 - see `ReadClips`
    def lines(self) -> Iterable[ManifestLine]: ...  # noqa: D102
    def sound(self, clip: ManifestLine) -> bytes: ...  # noqa: D102
    def terms(self) -> Iterable[tuple[str, bytes]]: ...  # noqa: D102
    def told(self) -> ToldRelease: ...  # noqa: D102
    def small(self, name: str) -> bytes: ...  # noqa: D102


def stored_clips(reader: ReadReleases, actor: Actor, release: Release) -> ReadableRelease:
    """The clips of a release in the store, as this actor downloads them."""
    return ReadClips(reader, actor, release, ZstandardCompressor())


def folder_clips(folder: Path) -> ReadableRelease:
    """The clips of a released folder."""
    return ClipFolder(folder)


def export_view(source: ReadableRelease, view: str, form: SoundForm, sink: ViewSink) -> ToldExport:
    """Write a view with its sound, what tells of it, the terms of the release, and the checksums of all that.

    Raises:
        Gone: ``release_withdrawn`` if a release in the store holds a voice that was taken back.
        Invalid: ``sound_unreadable``, or what is wrong with the release.
        Unavailable: ``extra_missing``, ``folder_unwritable``, ``release_damaged``.
    """
    made = load("shrutik_datasets.view_catalogue", "datasets").sound_views(source.sound, form)[view]
    summed, counted = SummedSink(sink), ReleaseCount()
    write_views(_counted(source.lines(), counted), [made], source.about, summed, lambda _: "")
    stats, release = counted.stats(), source.told()
    told = ToldExport(release.title, release.root, view, stats.total.clips, stats.withdrawn.clips)
    for name, data in source.terms():
        write_file(summed, name, [data])
    sheet = source.small(datasheet.NAME)
    if sheet and _is_of(stats, source.small(stats_json.NAME)):
        write_file(summed, datasheet.NAME, [sheet])
    write_file(summed, stats_json.NAME, [stats_json.write_stats(stats).encode()])
    write_file(summed, export_told.NAME, [export_told.write_export(told).encode()])
    about = ExportAbout(told, made.description, release.feed, citation(source.small(datacite.NAME)))
    lines = list(export_readme(stats, about, summed.names))
    write_file(summed, readme.NAME, ["\n".join([*lines, ""]).encode()])
    summed.close()
    return told


def _counted(lines: Iterable[ManifestLine], count: ReleaseCount) -> Iterator[ManifestLine]:
    for line in lines:
        count.add(line)
        yield line


def _is_of(stats: ReleaseStats, released: bytes) -> bool:
    """Whether the release's own datasheet tells of just these clips; a cleaned copy has fewer."""
    try:
        told = stats_json.read_stats(released)
    except Invalid:
        return False
    return (told.total.clips, told.withdrawn.clips) == (stats.total.clips, stats.withdrawn.clips)
