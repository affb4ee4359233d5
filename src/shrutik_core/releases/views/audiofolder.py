"""The folders that Hugging Face's ``audiofolder`` reads: one for each split, with its clips and their metadata."""

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.jsonl import fields
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView


def _clip_file(clip: ManifestLine) -> str:
    return f"{clip.split}/{clip.clip}.{clip.encoding}"


class _Writing:
    """A line for each clip; it names the file beside it, for the reader takes no path that leads out of the folder."""

    def __init__(self, about: ReleaseAbout) -> None:
        self._files = {split: f"{split}/metadata.jsonl" for split in about.splits if about.shards[split]}

    def begin(self) -> Pieces:
        return ()

    def add(self, clip: ManifestLine) -> Pieces:
        return ((self._files[clip.split], f'{{"file_name":"{clip.clip}.{clip.encoding}",{fields(clip)}}}\n'),)

    def close(self) -> Pieces:
        return ()


AUDIOFOLDER = TextView(
    name="audiofolder",
    description="A folder for each split with its clips and `metadata.jsonl`, for Hugging Face `datasets` with torch.",
    media_types={".jsonl": "application/jsonl"},
    write=_Writing,
    clip_file=_clip_file,
    needs_clips=True,
)
