"""Every view by its name, those of the core and those that need a library."""

from collections.abc import Mapping

from shrutik_core.releases.views.catalogue import TEXT_VIEWS, WITHOUT_CLIPS
from shrutik_core.releases.views.clip_files import WithClipFiles
from shrutik_core.releases.views.sound import OpenClip, SoundForm
from shrutik_core.releases.views.view import TextView, View
from shrutik_datasets.huggingface_view import HuggingFaceView
from shrutik_datasets.parquet_view import ParquetView
from shrutik_datasets.recoding import SoundfileRecoder
from shrutik_datasets.run_sorting import RunSorting


def text_views() -> dict[str, View]:
    """The views that stand in a release, beside its shards."""
    made: list[View] = [make(RunSorting) for make in TEXT_VIEWS.values()]
    found = {view.name: view for view in [*made, ParquetView()]}
    return {name: view for name, view in found.items() if not (isinstance(view, TextView) and view.needs_clips)}


def sound_views(open_clip: OpenClip, form: SoundForm) -> Mapping[str, View]:
    """The views that hold the sound, in this form."""
    recoder = SoundfileRecoder(form)
    texts = [make(RunSorting) for name, make in TEXT_VIEWS.items() if name not in WITHOUT_CLIPS]
    made: list[View] = [HuggingFaceView(open_clip, recoder, form)]
    made += [WithClipFiles(view, open_clip, recoder, form) for view in texts]
    return {view.name: view for view in made}
