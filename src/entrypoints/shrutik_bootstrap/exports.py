"""Views of a release with its sound in them, as they are exported: from the store, or from a released folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from shrutik_bootstrap.extras import load
from shrutik_core.people.roles import Actor
from shrutik_core.releases.card.columns import RecordFiles
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.release import Release
from shrutik_core.releases.views.catalogue import TEXT_VIEWS, WITHOUT_CLIPS
from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.releases.views.view import ReleaseAbout
from shrutik_core.releases.views.writing import ViewSink, write_file, write_views
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


def stored_clips(reader: ReadReleases, actor: Actor, release: Release) -> ReadableRelease:
    """The clips of a release in the store, as this actor downloads them."""
    return ReadClips(reader, actor, release, ZstandardCompressor())


def folder_clips(folder: Path) -> ReadableRelease:
    """The clips of a released folder."""
    return ClipFolder(folder)


def export_view(source: ReadableRelease, view: str, form: SoundForm, sink: ViewSink) -> int:
    """Write a view with its sound, and the terms of the release; how many clips.

    Raises:
        Invalid: ``sound_unreadable``, or what is wrong with the release.
        Unavailable: ``extra_missing``, ``folder_unwritable``, ``release_damaged``.
    """
    views = load("shrutik_datasets.view_catalogue", "datasets").sound_views(source.sound, form)
    for name, data in source.terms():
        write_file(sink, name, [data])
    return write_views(source.lines(), [views[view]], source.about, sink, lambda _: "")
