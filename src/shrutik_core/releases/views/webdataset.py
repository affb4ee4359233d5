"""The shards as WebDataset finds them: their paths by split, and the texts of each by key."""

import json

import attrs

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.jsonl import fields
from shrutik_core.releases.views.shard_files import ShardFiles
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView

INDEX = "index.json"


@attrs.define
class _Writing:
    """For each shard the lines of its clips, ``__key__`` first, and an index of the shards with their counts."""

    about: ReleaseAbout
    texts: ShardFiles
    counts: dict[str, int] = attrs.Factory(dict)

    def begin(self) -> Pieces:
        return ()

    def add(self, clip: ManifestLine) -> Pieces:
        _, name, ended = self.texts.of(clip)
        self.counts[clip.shard] = self.counts.get(clip.shard, 0) + 1
        return (*ended, (name, f'{{"__key__":"{clip.clip}",{fields(clip)}}}\n'))

    def close(self) -> Pieces:
        index = {split: self._listed(split) for split in self.about.splits}
        return (
            *self.texts.close(),
            (INDEX, json.dumps(index, indent=1) + "\n"),
        )

    def _listed(self, split: str) -> list[dict[str, str | int]]:
        return [
            {
                "url": self.about.shard_path(shard),
                "texts": self.texts.name(split, number, shard),
                "clips": self.counts.get(shard, 0),
            }
            for number, shard in enumerate(self.about.shards[split])
        ]


WEBDATASET = TextView(
    name="webdataset",
    description="Where the shards lie, and the texts of each by key: `shards/*.tar` are WebDataset archives.",
    media_types={".jsonl": "application/jsonl", ".json": "application/json"},
    write=lambda about: _Writing(about, ShardFiles(about, "texts/{shard}.jsonl")),
    keeps_blank=True,
)
