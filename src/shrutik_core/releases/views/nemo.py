"""NeMo's manifests: one for each split, and for each shard one that names the members of its tar."""

from collections.abc import Mapping

import attrs

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.quoting import json_text, json_word
from shrutik_core.releases.views.shard_files import ShardFiles
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView


@attrs.frozen
class _Writing:
    """A line for each clip in the manifest of its split, and one in that of its shard."""

    about: ReleaseAbout
    shards: ShardFiles
    files: Mapping[str, str]

    def begin(self) -> Pieces:
        return [(name, "") for name in self.files.values()]

    def add(self, clip: ManifestLine) -> Pieces:
        c = clip
        number, name, ended = self.shards.of(c)
        told = (
            f'"duration":{c.duration_s!r},"text":{json_text(c.text)},"lang":{json_word(c.language)},'
            f'"sampling_rate":{c.sample_rate_hz},"speaker":"{c.speaker}","clip":"{c.clip}",'
            f'"confidence":{c.confidence!r}'
        )
        path = f"{self.about.clips}/{c.split}/{c.clip}.{c.encoding}"
        return (
            *ended,
            (self.files[c.split], f'{{"audio_filepath":"{path}",{told}}}\n'),
            (name, f'{{"audio_filepath":"{c.clip}.{c.encoding}",{told},"shard_id":{number}}}\n'),
        )

    def close(self) -> Pieces:
        return self.shards.close()


def _write(about: ReleaseAbout) -> _Writing:
    files = {split: f"{split}_manifest.json" for split in about.splits}
    return _Writing(about, ShardFiles(about, "sharded/{split}/manifest_{number}.json"), files)


NEMO = TextView(
    name="nemo",
    description="A manifest for each split, and one for each shard with its `shard_id`, for NVIDIA NeMo.",
    media_types={".json": "application/jsonl"},
    write=_write,
)
