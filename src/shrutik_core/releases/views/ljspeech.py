"""The ``id|text|normalised text`` lines of the LJ Speech dataset (Ito & Johnson, 2017)."""

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.quoting import bar_cell
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView

_ALL = "metadata.csv"


def _clip_file(clip: ManifestLine) -> str:
    return f"wavs/{clip.clip}.{clip.encoding}"


class _Writing:
    """One line for each clip, without a header: in ``metadata.csv`` and in the file of its split."""

    def __init__(self, about: ReleaseAbout) -> None:
        self._files = {split: f"metadata_{split}.csv" for split in about.splits}

    def begin(self) -> Pieces:
        return [(name, "") for name in (_ALL, *self._files.values())]

    def add(self, clip: ManifestLine) -> Pieces:
        line = f"{clip.clip}|{bar_cell(clip.text or '')}|{bar_cell(clip.text_normalised or '')}\n"
        return (_ALL, line), (self._files[clip.split], line)

    def close(self) -> Pieces:
        return ()


LJSPEECH = TextView(
    name="ljspeech",
    description="Lines of id, text and normalised text, as in LJ Speech, for speech synthesis.",
    media_types={".csv": "text/plain"},
    write=_Writing,
    clip_file=_clip_file,
)
